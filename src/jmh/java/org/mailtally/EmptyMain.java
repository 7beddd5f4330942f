package org.mailtally;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;

/** An application of camel-main that does nothing with the components that Mailtally has: what a start takes at least. */
public final class EmptyMain {

    private EmptyMain() {}

    /** @param arguments the port */
    public static void main(String[] arguments) throws Exception {
        Main main = new Main();
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("jetty:http://127.0.0.1:" + arguments[0] + "/").setBody(constant("empty"));
                from("timer:charts?period=60000").log("tick");
                from("file:/nowhere?noop=true&autoCreate=false&startingDirectoryMustExist=false")
                        .to("mock:lines");
            }
        });
        main.run();
    }
}
