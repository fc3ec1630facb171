package dev.muster.ingestservice.report.kafka;

import static dev.muster.ingestservice.Reports.application;

import dev.muster.inventory.ReportedApplication;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** One report of every kind that is rejected, with the reason. */
final class BadReports {

    private static final String MARK = "#MARK#";
    private static final String FACE = "\uD83D\uDE00";

    /** A record and a description of its error. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Bad(String what, String reason, String system, byte @Nullable [] key, byte @Nullable [] value) {

        @Override
        public String toString() {
            return what;
        }
    }

    private final String prefix;
    private final List<Bad> all = new ArrayList<>();

    private BadReports(String prefix) {
        this.prefix = prefix;
    }

    /** The system id of the next record. */
    private String system() {
        return prefix + "-" + all.size();
    }

    static List<Bad> of(String prefix) {
        BadReports bad = new BadReports(prefix);
        bad.addUnreadable();
        bad.addMalformed();
        bad.addMalformedUtf8();
        bad.addHeaders();
        bad.addApplications();
        bad.addJson();
        bad.addTooLarge();
        return bad.all;
    }

    private void addUnreadable() {
        byte[] good = good().build();
        byte[] ofNobody = good.clone();
        ofNobody[5] ^= 0x55;
        addRecord("no value", "value_empty", utf8(system()), null);
        add("an empty value", "value_empty", new byte[0]);
        add("a text", "not_single_object", "{\"system_id\":\"x\"}".getBytes(StandardCharsets.UTF_8));
        add("a registry's header", "not_single_object", new byte[] {0, 0, 0, 0, 7, 1, 2, 3});
        add("the header alone, cut", "not_single_object", Arrays.copyOf(good, 9));
        add("an unknown fingerprint", "schema_unknown", ofNobody);
        addRecord("no key", "key_missing", null, good().build());
        addRecord("another key", "key_mismatch", utf8("other-" + system()), good().build());
        addRecord("an empty key", "key_mismatch", new byte[0], good().build());
    }

    private void addMalformed() {
        int length = good().build().length;
        add("nothing behind the fingerprint", "malformed", Arrays.copyOf(good().build(), 10));
        add("a header that is cut", "malformed", Arrays.copyOf(good().build(), 60));
        add("applications that are cut", "malformed", Arrays.copyOf(good().build(), length - 5));
        add("bytes behind the end", "malformed", Arrays.copyOf(good().build(), length + 9));
        add("noise behind the fingerprint", "malformed", noise(good().build()));
        add("an unknown symbol", "malformed", good().scope(7));
        add("a negative symbol", "malformed", good().scope(-1));
        add("a huge count", "malformed", good().tail(encoder -> encoder.writeLong(Long.MAX_VALUE)));
        add("the least count", "malformed", good().tail(encoder -> encoder.writeLong(Long.MIN_VALUE)));
        add("a count that nothing follows", "malformed", good().tail(encoder -> encoder.writeLong(9_999)));
        add("a huge string", "malformed", good().tail(encoder -> {
            encoder.writeLong(1);
            encoder.writeLong(Integer.MAX_VALUE);
        }));
        add("a string of negative length", "malformed", good().tail(encoder -> {
            encoder.writeLong(1);
            encoder.writeLong(-2);
        }));
        add("an unknown branch", "malformed", good().tail(encoder -> {
            encoder.writeLong(1);
            for (String text : List.of("m1", "mail", "", "")) {
                encoder.writeString(text);
            }
            encoder.writeIndex(2);
        }));
    }

    /** Umlauts in Latin-1, an unpaired surrogate, and an overlong form: Java decodes each of them to U+FFFD. */
    private void addMalformedUtf8() {
        for (String bytes : List.of("fc", "eda080", "c080", "f0908d")) {
            byte[] wrong = HexFormat.of().parseHex(bytes);
            String what = " with the bytes " + bytes;
            addRecord("a key" + what, "malformed", with(utf8(system()), wrong), good().build());
            add("a system_id" + what, "malformed", replaced(ReportBytes.of(system() + MARK), wrong));
            add("a collector" + what, "malformed", replaced(good().collector(MARK), wrong));
            add("a module_id" + what, "malformed", replaced(good().applications(application(MARK, "1")), wrong));
            add(
                    "a version" + what,
                    "malformed",
                    replaced(good().applications(application("m1", "1"), application("m2", MARK)), wrong));
            add(
                    "a JSON object" + what,
                    "malformed",
                    replaced(
                            good().applications(app().setBackupData("{\"a\":\"" + MARK + "\"}")
                                    .build()),
                            wrong));
        }
        HexFormat hex = HexFormat.of();
        addRecord(
                "a report whose sender writes Latin-1",
                "malformed",
                hex.parseHex("6dfc6c6c6572"),
                hex.parseHex("c301d388c28066b841874830643966346135322d386634652d346265352d623661312d3266346333663166"
                        + "396130310c6dfc6c6c65720a6261722f3180c08b9a83b2b006000000020a6d61696c31086d61696c0000000000000001"
                        + "047b7d047b7d047b7d00"));
    }

    /** The report with the bytes of the mark replaced; shorter bytes are padded with x. */
    private static byte[] replaced(ReportBytes report, byte[] wrong) {
        byte[] value = report.build();
        byte[] mark = utf8(MARK);
        byte[] other = Arrays.copyOf(wrong, mark.length);
        Arrays.fill(other, wrong.length, mark.length, (byte) 'x');
        for (int at = 0; at + mark.length <= value.length; at++) {
            if (Arrays.equals(value, at, at + mark.length, mark, 0, mark.length)) {
                System.arraycopy(other, 0, value, at, mark.length);
                return value;
            }
        }
        throw new IllegalArgumentException("the report does not have the mark");
    }

    private static byte[] with(byte[] bytes, byte[] more) {
        byte[] both = Arrays.copyOf(bytes, bytes.length + more.length);
        System.arraycopy(more, 0, both, bytes.length, more.length);
        return both;
    }

    private void addHeaders() {
        add("no uuid", "report_id_invalid", good().reportId("1-2-3-4-5"));
        add("the year 3000", "collected_at_in_future", good().collectedAt(Instant.parse("3000-01-01T00:00:00Z")));
        add(
                "an hour ahead",
                "collected_at_in_future",
                good().collectedAt(Instant.now().plusSeconds(3_600)));
        add("the last microsecond", "collected_at_in_future", good().collectedAtMicros(Long.MAX_VALUE));
        add("the year 0", "collected_at_too_old", good().collectedAt(Instant.parse("0000-01-01T00:00:00Z")));
        add("the first microsecond", "collected_at_too_old", good().collectedAtMicros(Long.MIN_VALUE));
        add("no collector", "collector_invalid", good().collector(" "));
        for (String id : List.of(
                "",
                " ",
                "\u00a0\u2007",
                "\u200b\ufeff",
                "\u3164",
                "\u00ad\u2060\ufe0f",
                "a".repeat(101),
                FACE.repeat(101),
                "a\0b",
                "a\nb")) {
            String what = "the system_id " + (id.length() > 100 ? id.length() + " long" : "'" + id + "'");
            add(what, "system_id_invalid", id, ReportBytes.of(id));
        }
        String endless = "s".repeat(8_300_000);
        add(
                "an endless system_id with a receipt",
                "system_id_invalid",
                endless,
                ReportBytes.of(endless).receipt());
        add(
                "an endless collector",
                "collector_invalid",
                good().collector(endless).receipt());
    }

    private void addApplications() {
        addApplication("a blank module_id", "module_id_invalid", app().setModuleId(" "));
        addApplication("an invisible module_id", "module_id_invalid", app().setModuleId("\u200b\u2063"));
        addApplication("an invisible instance_of", "instance_of_invalid", app().setInstanceOf("\u202f"));
        addApplication("a long module_id", "module_id_invalid", app().setModuleId("m".repeat(101)));
        addApplication("a module_id with U+0000", "module_id_invalid", app().setModuleId("m\0"));
        addApplication("a blank instance_of", "instance_of_invalid", app().setInstanceOf(""));
        addApplication("a long instance_of", "instance_of_invalid", app().setInstanceOf(FACE.repeat(101)));
        addApplication("a name with U+0000", "text_invalid", app().setName("a\0"));
        addApplication("a label with U+0000", "text_invalid", app().setNodeLabel("\0"));
        addApplication("a long version", "text_too_long", app().setVersion("1".repeat(1_001)));
        addApplication("a long url", "text_too_long", app().setUrl("u".repeat(2_001)));
        add(
                "a module twice",
                "module_id_duplicate",
                good().applications(application("a", "1"), application("b", "1"), application("a", "2")));
    }

    private void addJson() {
        addJson("a list", "json_not_object", "[]");
        addJson("nothing", "json_not_object", "");
        addJson("null", "json_not_object", "null");
        addJson("a broken object", "json_invalid", "{\"a\":");
        addJson("two objects", "json_invalid", "{} {}");
        addJson("an object and more", "json_invalid", "{}x");
        addJson("a comment", "json_invalid", "{/* */}");
        addJson("not a number", "json_invalid", "{\"a\":NaN}");
        addJson("a raw U+0000", "json_invalid", "{\"a\":\"\0\"}");
        addJson("an escaped U+0000", "json_invalid", "{\"a\":\"\\u0000\"}");
        addJson("an escaped U+0000 in a name", "json_invalid", "{\"\\u0000\":1}");
        addJson("half a character", "json_invalid", "{\"a\":\"\\ud83d\"}");
        addJson("half a character in a name", "json_invalid", "{\"\\ude00\":1}");
        addJson("a number without end", "json_invalid", "{\"a\":1e999999}");
        for (String number :
                List.of("1e99999999999", "1e-99999999999", "1E2147483648", "1e2147483647", "1e-2147483648")) {
            addJson("the number " + number, "json_invalid", "{\"a\":" + number + "}");
        }
        addJson("depth", "json_invalid", "{\"a\":".repeat(101) + "1" + "}".repeat(101));
        addJson("endless depth", "json_invalid", "{\"a\":" + "[".repeat(500_000));
        addJson("5 MB", "json_too_large", "{\"a\":\"" + "x".repeat(5_000_000) + "\"}");
    }

    private void addTooLarge() {
        for (int count : List.of(10_001, 150_000)) {
            add(count + " applications", "too_many_applications", good().tail(encoder -> {
                encoder.writeLong(count);
                byte[] one = ReportBytes.applications(List.of(application("m", "1")));
                for (int i = 0; i < count; i++) {
                    encoder.writeFixed(one, 1, one.length - 2);
                }
                encoder.writeLong(0);
            }));
        }
        add("more than 8 MB", "report_too_large", new byte[8 * 1024 * 1024 + 1]);
    }

    private ReportBytes good() {
        return ReportBytes.of(system()).applications(application("m1", "1"));
    }

    private static ReportedApplication.Builder app() {
        return ReportedApplication.newBuilder(application("m1", "1"));
    }

    private byte[] noise(byte[] good) {
        byte[] noise = new byte[200];
        new Random(7).nextBytes(noise);
        System.arraycopy(good, 0, noise, 0, 10);
        return noise;
    }

    private void addApplication(String what, String reason, ReportedApplication.Builder application) {
        add(what, reason, good().applications(application("m0", "1"), application.build(), application("m2", "1")));
    }

    private void addJson(String what, String reason, String json) {
        addApplication("JSON: " + what, reason, app().setServicesData(json));
    }

    private void add(String what, String reason, ReportBytes report) {
        add(what, reason, report.build());
    }

    private void add(String what, String reason, String key, ReportBytes report) {
        addRecord(what, reason, utf8(key), report.build());
    }

    private void add(String what, String reason, byte[] value) {
        addRecord(what, reason, utf8(system()), value);
    }

    private void addRecord(String what, String reason, byte @Nullable [] key, byte @Nullable [] value) {
        all.add(new Bad(what, reason, system(), key, value));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
