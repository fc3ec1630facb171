package dev.muster.assignmentservice.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TidyTest {

    private static final Pattern PUBLIC_TYPE =
            Pattern.compile("(?m)^public (final |sealed |abstract )*(class|record|interface|enum|@interface) \\w+");

    /** Terms of this project's own that the standard ones of docs/glossary.md replaced, in the sources of all modules. */
    private static final Pattern REPLACED_TERMS = Pattern.compile(
            "\\b(Kept[A-Z]\\w*|Refusals?|DialectErrors|Places|Wish|RetryPoll|OwnFault|PollCut|PollInHalves"
                    + "|MissingTopics|StandingSteps?|SweepWaiting|saidAround|thatGoOn|lookInto|makeKnown|broughtUpTo"
                    + "|ReportNews|SlowSenders|UnreadBodies|WholeAnswers|GivenToken|FormPairs|tellLists|ApplicationNews"
                    + "|ChangeDirectory|DecideCommands|IngestReports|LockApplication|isLeftBy|ofEarlierLives|Settling"
                    + "|Leftovers|WhatNext|Verdict|Ruling|RuledOut)\\b");

    @Test
    void sourcesUseTheTermsOfTheGlossary() throws IOException {
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            List<Path> folders = modules.map(module -> module.resolve("src"))
                    .filter(Files::isDirectory)
                    .toList();
            assertThat(folders).isNotEmpty();
            for (Path folder : folders) {
                assertThat(sources(folder.toString()))
                        .filteredOn(file -> !file.endsWith("TidyTest.java"))
                        .allSatisfy(file -> assertThat(REPLACED_TERMS
                                        .matcher(Files.readString(file))
                                        .results()
                                        .map(MatchResult::group))
                                .as(file.toString())
                                .isEmpty());
            }
        }
    }

    @Test
    void publicTypesHaveJavadoc() throws IOException {
        assertThat(sources("src/main")).allSatisfy(file -> {
            String text = Files.readString(file);
            Matcher type = PUBLIC_TYPE.matcher(text);
            if (type.find()) {
                String head = text.substring(0, type.start()).replaceAll("(?m)^@.*\\n", "");
                assertThat(head.strip()).as(file.toString()).endsWith("*/");
            }
        });
    }

    @Test
    void everyPackageIsNullMarked() throws IOException {
        assertThat(sources("src/main")).allSatisfy(file -> {
            Path packageInfo = file.resolveSibling("package-info.java");
            boolean marked = Files.exists(packageInfo)
                    ? Files.readString(packageInfo).contains("@NullMarked")
                    : Files.readString(file).contains("\n@NullMarked\n");
            assertThat(marked).as(file.toString()).isTrue();
        });
    }

    @Test
    void sourcesContainNoMarkersForLaterWork() throws IOException {
        assertThat(sources("src/main"))
                .allSatisfy(file -> assertThat(Files.readString(file))
                        .as(file.toString())
                        .doesNotContain("TO" + "DO", "FIX" + "ME"));
    }

    private static List<Path> sources(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
