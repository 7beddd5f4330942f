package org.mailtally.dashboard;

/** What the search for logs came upon. */
public enum FolderState {
    /** At least one file matches. */
    FOUND("found"),
    /** There is nothing of that name. */
    MISSING("missing"),
    /** There is something of that name, but no folder. */
    NOT_A_FOLDER("not a folder"),
    /** The folder can't be listed. */
    UNREADABLE("unreadable"),
    /** The folder is there, and no file in it matches. */
    NO_MATCH("no matching file");

    private final String words;

    FolderState(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
