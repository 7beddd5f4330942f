package org.mailtally.usual;

/**
 * From how many to how many is usual, both ends included.
 *
 * @param low the lower end
 * @param high the upper end
 */
public record Band(long low, long high) {

    private static final double LARGEST_UNIT = 0.05;

    /**
     * The ends, rounded outwards to the largest of 1, 5, 10, 50, 100 and so on that is at most 5 % of the upper one, so that
     * they are read at a glance.
     */
    static Band rounded(double low, double high) {
        double most = high * LARGEST_UNIT;
        long unit = 1;
        boolean isFive = false;
        while (unit * (isFive ? 2 : 5) <= most) {
            unit *= isFive ? 2 : 5;
            isFive = !isFive;
        }
        return new Band((long) Math.floor(low / unit) * unit, (long) Math.ceil(high / unit) * unit);
    }

    /** Whether a count is as usual. */
    public boolean holds(long count) {
        return count >= low && count <= high;
    }
}
