package dev.muster.assignmentservice.http.organizations;

import dev.muster.assignmentservice.http.Api;
import dev.muster.assignmentservice.http.Api.Answer;
import dev.muster.assignmentservice.http.Api.Call;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A command line of curl as it stands in the document; only its host and its token are replaced. */
final class Curl {

    private static final String HOST = "https://api.netux.com";
    private static final String TOKEN = "oaXBo6ODhIjPsusNRPUGIK4d72bc73";
    private static final Pattern WORD = Pattern.compile("'([^']*)'|([^\\s']+)");

    private final List<String> words = new ArrayList<>();

    Curl(String commandLine, String token) {
        Matcher word = WORD.matcher(commandLine.replace(TOKEN, token).replaceAll("\\\\ *\n", " "));
        while (word.find()) {
            words.add(word.group(1) == null ? word.group(2) : word.group(1));
        }
    }

    /** Sends it; the files are those that {@code @} names. */
    Answer send(Api api, Map<String, byte[]> files) {
        String method = words.get(words.indexOf("-X") + 1);
        String url =
                words.stream().filter(word -> word.startsWith(HOST)).findFirst().orElseThrow();
        Call call = api.call(method, url.substring(HOST.length()));
        Form form = new Form();
        boolean hasForm = false;
        for (Iterator<String> at = words.iterator(); at.hasNext(); ) {
            String option = at.next();
            if (option.equals("-H")) {
                String[] header = at.next().split(": ", 2);
                if (!header[0].equals("Content-Type")) {
                    call.header(header[0], header[1]);
                }
            } else if (option.equals("-d")) {
                call.json(at.next());
            } else if (option.equals("-F")) {
                String[] field = at.next().split("=", 2);
                add(form, field[0], field[1], files);
                hasForm = true;
            }
        }
        return (hasForm ? call.body(Form.CONTENT_TYPE, form.body()) : call).send();
    }

    private static void add(Form form, String name, String value, Map<String, byte[]> files) {
        if (value.startsWith("@")) {
            String file = value.substring(1);
            form.file(name, file, Objects.requireNonNull(files.get(file), file));
        } else {
            form.text(name, value);
        }
    }
}
