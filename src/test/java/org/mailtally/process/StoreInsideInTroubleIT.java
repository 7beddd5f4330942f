package org.mailtally.process;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store inside the process on a full disk, and where its file may not grow; and a way to a store that falls silent. */
class StoreInsideInTroubleIT {

    @TempDir
    private Path home;

    @Test
    void fullDisk_isNamed_andWaitedFor() throws IOException {
        Path folder = Files.createDirectories(home.resolve("disk"));
        try (FullDisk disk = FullDisk.at(folder);
                Product product = new Product(home).set("mongodb.uri", "embedded:" + folder.resolve("data"))) {
            new StoreInTrouble(product).demandHealing(disk::fill, disk::free, "mailtally\\.mv .*the disk is full");
        }
    }

    @Test
    void wayToTheStoreThatFallsSilent_isNamed_andWaitedFor() throws IOException {
        try (StoreServer store = new StoreServer(home.resolve("store"));
                Product product = new Product(home).set("mongodb.uri", store.address())) {
            new StoreInTrouble(product)
                    .demandHealing(store.relay()::fallSilent, store.relay()::speakAgain, StoreTroubleIT.SILENT);
        }
    }

    @Test
    void fileThatMayNotGrow_isNamed_andWaitedFor() throws IOException {
        assumeTrue(FullDisk.run("prlimit", "--version"), "there is no prlimit");
        Path file = home.resolve("data/mailtally.mv");
        try (Product product = new Product(home)) {
            new StoreInTrouble(product)
                    .demandHealing(
                            () -> product.limitFileSize(String.valueOf(Files.size(file))),
                            () -> product.limitFileSize("unlimited"),
                            "mailtally\\.mv cannot be written");
        }
    }
}
