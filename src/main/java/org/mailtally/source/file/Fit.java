package org.mailtally.source.file;

/** Whether a file still is what was counted of its log up to a place. */
public enum Fit {
    FITS,
    /** It does not reach the place: it may be a copy in the making. */
    SHORTER,
    /** It was rewritten in place, or is a copy that went on differently. */
    DIFFERS
}
