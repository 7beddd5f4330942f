package org.mailtally.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the search for logs looked for, what it found instead, and the lines of settings that change it. */
final class Search {
    private static final Pattern MAIL_LIKE = Pattern.compile("(?i)(syslog|messages|.*mail.*|.*exim.*)");

    private final Situation.Folder folder;

    Search(Situation.Folder folder) {
        this.folder = folder;
    }

    /** One thing that was looked at, and how it is. */
    record Look(String term, Phrase says) {}

    /** One way out: what it does, and the lines to write for it. */
    record Remedy(String says, List<String> lines) {}

    /** The search in one sentence. */
    Phrase sentence() {
        Phrase directory = Phrase.strong(folder.directory());
        return switch (folder.state()) {
            case FOUND -> Phrase.of("Mailtally reads ").and(directory).and(".");
            case MISSING ->
                Phrase.of("Mailtally looked for the folder ").and(directory).and(", and it is not there.");
            case NOT_A_FOLDER ->
                Phrase.of("Mailtally looked into ").and(directory).and(", and it is a file, not a folder.");
            case UNREADABLE ->
                Phrase.of("Mailtally looked into ").and(directory).and(", and is not allowed to list it.");
            case NO_MATCH ->
                Phrase.of("Mailtally looked in ")
                        .and(directory)
                        .and(" for files named ")
                        .andStrong(folder.include())
                        .and(", and found none.");
        };
    }

    List<Look> looks() {
        List<Look> looks = new ArrayList<>();
        String found =
                switch (folder.state()) {
                    case FOUND, NO_MATCH -> " is there and readable";
                    case MISSING -> " is missing";
                    case NOT_A_FOLDER -> " is a file";
                    case UNREADABLE -> " can't be listed by this user";
                };
        looks.add(new Look("directory", Phrase.strong(folder.directory()).and(found)));
        looks.add(new Look(
                "file names",
                Phrase.strong(folder.include())
                        .and(folder.state() == FolderState.NO_MATCH ? " fits none of the files there" : "")));
        if (!folder.names().isEmpty()) {
            looks.add(new Look("there instead", Wording.names(folder.names())));
        }
        return looks;
    }

    List<Remedy> remedies() {
        List<Remedy> remedies = new ArrayList<>();
        Optional<String> candidate = folder.state() == FolderState.NO_MATCH
                ? folder.names().stream()
                        .filter(name ->
                                !name.contains("/ (") && MAIL_LIKE.matcher(name).matches())
                        .findFirst()
                : Optional.empty();
        if (candidate.isPresent()) {
            remedies.add(new Remedy(
                    "Read " + candidate.get() + " instead, in application.properties:",
                    List.of(
                            "maillog.directory = " + folder.directory(),
                            "maillog.include = " + literally(fileName(candidate.get())) + ".*")));
        } else if (folder.state() == FolderState.UNREADABLE) {
            remedies.add(new Remedy("Let it read the folder, as on Debian:", List.of("adduser mailtally adm")));
        } else {
            remedies.add(new Remedy(
                    "Name the folder and the files of the mail log, in application.properties:",
                    List.of("maillog.directory = /var/log", "maillog.include = (mail\\\\.log|maillog).*")));
        }
        if (candidate.isEmpty() && folder.state() == FolderState.NO_MATCH) {
            remedies.add(new Remedy(
                    "Where mail is logged to the journal alone (Debian 12 and later install no rsyslog), have a file written:",
                    List.of("apt install rsyslog")));
        }
        remedies.add(new Remedy(
                "Then start it again. Only to look around, with a living sample log:", List.of("bin/mailtally demo")));
        return remedies;
    }

    private static String fileName(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** A file name as a regular expression in a properties file, where a backslash is written twice. */
    private static String literally(String name) {
        return name.replaceAll("[^\\w-]", "\\\\\\\\$0");
    }
}
