package org.mailtally.reload;

/** The route files are not right, so nothing of them is taken. */
public final class RefusedException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Refusal refusal;

    RefusedException(Refusal refusal) {
        super(refusal.text());
        this.refusal = refusal;
    }

    RefusedException(Refusal refusal, Throwable cause) {
        super(refusal.text(), cause);
        this.refusal = refusal;
    }

    /** What is wrong. */
    public Refusal refusal() {
        return refusal;
    }
}
