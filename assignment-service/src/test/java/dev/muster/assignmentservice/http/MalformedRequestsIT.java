package dev.muster.assignmentservice.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignmentservice.pipeline.Pipeline;
import dev.muster.assignmentservice.security.Permission;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class MalformedRequestsIT {

    private static final int REQUESTS = 10_000;
    private static final int THREADS = 4;
    private static final long SEED = 20_261_121;

    private final Pipeline pipeline = Pipeline.shared();

    @Test
    void malformedRequestsNeverCauseAServerError() throws Exception {
        TestTokens tokens = TestTokens.shared();
        List<String> routes = Routes.of(pipeline).keySet().stream()
                .map(route -> route.substring(route.indexOf(' ') + 1))
                .distinct()
                .toList();
        List<String> credentials = List.of(
                tokens.platformAdministrator(),
                tokens.platformAdministrator(),
                tokens.of(pipeline.owner(false), Permission.values()),
                tokens.of(pipeline.owner(false), Permission.READ_USERS),
                "mst_wrong",
                "eyJhbGciOiJub25lIn0.e30.");
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Map<Integer, Integer>>> runs = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                MalformedRequests requests = new MalformedRequests(SEED + thread, routes, credentials);
                runs.add(threads.submit(() -> send(requests, REQUESTS / THREADS)));
            }
            Map<Integer, Integer> answers = new TreeMap<>();
            for (Future<Map<Integer, Integer>> run : runs) {
                run.get().forEach((status, count) -> answers.merge(status, count, Integer::sum));
            }
            assertThat(answers.values().stream().mapToInt(Integer::intValue).sum())
                    .isEqualTo(REQUESTS);
            // Of the kinds of malformed requests, each has to have met its check.
            assertThat(answers.keySet()).contains(400, 401, 403, 404, 405, 415);
        } finally {
            threads.shutdownNow();
        }
        assertThat(Api.shared().get("/actuator/health/readiness").send().status())
                .isEqualTo(200);
    }

    private Map<Integer, Integer> send(MalformedRequests requests, int count) throws Exception {
        Map<Integer, Integer> answers = new TreeMap<>();
        try (RawHttp http = new RawHttp(pipeline.http("/").getPort())) {
            for (int i = 0; i < count; i++) {
                byte[] request = requests.next();
                int status = http.send(request);
                assertThat(status)
                        .as(() -> "the answer to\n" + new String(request, StandardCharsets.ISO_8859_1))
                        .isLessThan(500);
                answers.merge(status, 1, Integer::sum);
            }
        }
        return answers;
    }
}
