package org.mailtally.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store as a process of its own that hangs, is ended or killed and started again, or whose disk is full. */
class StoreTroubleIT {

    static final String SILENT = "imed out|imeout|does not answer|interrupted";
    private static final String GONE = "end of stream|refused|reset|timed out|does not answer";

    @TempDir
    private Path home;

    /** The store that gets into trouble, started again in a folder. */
    StoreServer store(Path folder) throws IOException {
        return new StoreServer(folder);
    }

    /** What is said of this store on a full disk, a regular expression. */
    String full() {
        return "the disk is full";
    }

    @Test
    void storeThatHangs_isNamed_andWaitedFor() throws IOException {
        try (StoreServer store = store(home.resolve("store"));
                Product product = on(store)) {
            new StoreInTrouble(product).demandHealing(store::pause, store::resume, SILENT);
        }
    }

    @Test
    void storeThatIsKilledAndStartedAgain_isNamed_andWaitedFor() throws IOException {
        try (StoreServer store = store(home.resolve("store"));
                Product product = on(store)) {
            new StoreInTrouble(product).demandHealing(store::kill, store::start, GONE);
        }
    }

    @Test
    void storeThatIsEndedAndStartedAgain_isNamed_andWaitedFor() throws IOException {
        try (StoreServer store = store(home.resolve("store"));
                Product product = on(store)) {
            new StoreInTrouble(product).demandHealing(store::end, store::start, GONE);
        }
    }

    @Test
    void storeOnAFullDisk_isNamed_andWaitedFor() throws IOException {
        Path folder = Files.createDirectories(home.resolve("disk"));
        try (FullDisk disk = FullDisk.at(folder);
                StoreServer store = store(folder.resolve("store"));
                Product product = on(store)) {
            new StoreInTrouble(product).demandHealing(disk::fill, disk::free, full());
        }
    }

    private Product on(StoreServer store) throws IOException {
        return new Product(home).set("mongodb.uri", store.address() + "?serverSelectionTimeoutMS=1000");
    }
}
