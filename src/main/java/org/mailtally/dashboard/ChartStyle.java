package org.mailtally.dashboard;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The looks of a chart file, in light and dark: its style sheet, that sheet's hash, and the shape before the state. */
final class ChartStyle {
    private static final String[] LIGHT = {"#1B50AE", "#C26100", "#35867A", "#9A62DC", "#6E5610"};
    private static final String[] DARK = {"#86B1F7", "#DD6420", "#2F9C8A", "#B06AE6", "#D9C03A"};

    private static final String SHEET =
            """
            :root{--ground:#FCFCFA;--ink:#16191D;--ink-2:#454C54;--ink-3:#646C75;--rule:#D9DCDA;--hatch:#8A9299;\
            --unsure:#8F5A00;--usual:#1B7A4A;--outside:#B3261E;--fill:.11;--series:LIGHT}
            @media screen and (prefers-color-scheme:dark){:root{--ground:#11151A;--ink:#E8EBEE;--ink-2:#B4BCC4;\
            --ink-3:#8B949E;--rule:#2C333B;--hatch:#77828D;--unsure:#F2B84B;--usual:#57C98A;--outside:#FF8A80;--fill:.2;--series:DARK}}
            body{max-width:848px;margin:40px auto;padding:0 32px;background:var(--ground);color:var(--ink);\
            font:14px/20px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",Arial,sans-serif}
            p,h1{margin:0;overflow-wrap:anywhere}
            .label{font-size:15px;font-weight:600;color:var(--ink-2);margin-bottom:10px}
            h1{font-size:32px;line-height:40px;font-weight:400;letter-spacing:-.022em}
            h1 svg{width:26px;height:26px;margin-right:14px;overflow:visible}
            h1 b{font-weight:680;margin-right:.15em} h1 strong{font-weight:600}
            h1 b,h1 svg{color:var(--unsure)}
            .still-learning h1 b,.still-learning h1 svg,.catching-up h1 b,.catching-up h1 svg{color:var(--ink-2)}
            .humming h1 b,.humming h1 svg{color:var(--usual)}
            .too-few h1 b,.too-few h1 svg,.too-many h1 b,.too-many h1 svg{color:var(--outside)}
            .below{font-size:19px;line-height:28px;color:var(--ink-2);margin:8px 0 44px}
            .below strong{font-weight:600;color:var(--ink)}
            .key{font-size:13px;color:var(--ink-3);margin-bottom:14px}
            body>svg{display:block;width:calc(100% + 40px);margin:0 -20px}
            .line{fill:none;stroke:var(--series);stroke-width:2;stroke-linejoin:miter}
            .area{fill:var(--series);fill-opacity:var(--fill)}
            .zero{fill:none;stroke:var(--ink-3)}
            .hatch{fill:none;stroke:var(--hatch);stroke-width:2.5;stroke-opacity:.75}
            .gap{fill:url(#hatch)}
            .possible{fill:none;stroke:var(--unsure);stroke-width:1.5;stroke-dasharray:3 3}
            text{font-size:12px;text-anchor:middle;fill:var(--ink-3);font-variant-numeric:tabular-nums}
            .count{font-size:13px;font-weight:600;fill:var(--ink)}
            .crossed,.unseen{fill:var(--ink);stroke:var(--ground);stroke-width:4;paint-order:stroke}
            .tables{display:grid;grid-template-columns:1fr 1fr;gap:0 56px;margin:40px 0}
            table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
            th{font-size:13px;font-weight:400;color:var(--ink-3)}
            th,td{text-align:right;padding:7px 0;border-bottom:1px solid var(--rule)}
            th:first-child,td:first-child{text-align:left}
            td:nth-child(2){font-weight:600} td:nth-child(3){color:var(--ink-3)}
            .written{color:var(--ink-3)}
            @media (max-width:600px){body{padding:0 20px;margin:24px auto}h1{font-size:30px;line-height:36px}\
            .tables{grid-template-columns:1fr}}
            @media (forced-colors:active){:root{--ink:CanvasText;--ink-2:CanvasText;--ink-3:CanvasText;\
            --ground:Canvas;--series:CanvasText;--hatch:CanvasText;--unsure:CanvasText;--rule:CanvasText}}
            """;

    private ChartStyle() {}

    /** The style sheet for the series of the given place, 0 to 4. */
    static String sheet(int series) {
        return SHEET.replace("LIGHT", LIGHT[series]).replace("DARK", DARK[series]);
    }

    /** The source expression that allows this sheet and no other (CSP level 3, hash-source). */
    static String hash(String sheet) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(sheet.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256, which every Java must have", e);
        }
    }

    /** The state's shape as inline SVG, 30 units square. */
    static String shape(State state) {
        String marks =
                switch (state.shape()) {
                    case "barred-ring" -> "<circle cx=\"15\" cy=\"15\" r=\"12\"/><path d=\"M7 23L23 7\"/>";
                    case "hatched-square" ->
                        "<path d=\"M3 3H27V27H3ZM3 12L12 3M3 20L20 3M4 27L27 4M12 27L27 12M20 27L27 20\"/>";
                    case "disc" -> "<circle cx=\"15\" cy=\"15\" r=\"13\" fill=\"currentColor\" stroke=\"none\"/>";
                    case "triangle-down" -> "<path d=\"M1 3H29L15 28Z\" fill=\"currentColor\" stroke=\"none\"/>";
                    case "triangle-up" -> "<path d=\"M1 27H29L15 2Z\" fill=\"currentColor\" stroke=\"none\"/>";
                    default -> "<circle cx=\"15\" cy=\"15\" r=\"12\"/>";
                };
        return "<svg viewBox=\"0 0 30 30\" aria-hidden=\"true\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"3\">"
                + marks + "</svg>";
    }
}
