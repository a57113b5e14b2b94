package io.skelspark.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ProtocolTest {
    private static final List<String> CLASSES = List.of("sit", "wave", "walk");
    private static final ValidationRule NONE = new ValidationRule.None();

    /** Eight subjects, three classes, three takes; subject 8 walks twice only. Odd subjects form split train. */
    private static final List<ListedClip> CLIPS = clips();

    private static final ClipList ALL = new ClipList("toy", CLASSES, CLIPS);

    private static List<ListedClip> clips() {
        List<ListedClip> clips = new ArrayList<>();
        for (int subject = 1; subject <= 8; subject++) {
            for (int label = 0; label < 3; label++) {
                for (int take = 1; take <= 3; take++) {
                    if (subject < 8 || label < 2 || take < 3) {
                        clips.add(clip(
                                clips.size(),
                                "a" + label + "_s" + subject + "_t" + take,
                                label,
                                subject % 2 == 1 ? "train" : "test",
                                Map.of("subject", Integer.toString(subject), "take", Integer.toString(take))));
                    }
                }
            }
        }
        return clips;
    }

    private static ListedClip clip(long ordinal, String id, int label, String split, Map<String, String> attributes) {
        return new ListedClip(ordinal, id, label, List.of(split), new TreeMap<>(attributes));
    }

    private static Protocol of(TestRule rule) {
        return new Protocol(rule, "", NONE);
    }

    private static Set<String> values(ClipList clips, String attribute) {
        return clips.clips().stream()
                .map(clip -> ClipList.value(clip, attribute))
                .collect(Collectors.toSet());
    }

    private static List<String> ids(ClipList clips) {
        return clips.clips().stream().map(ListedClip::id).toList();
    }

    @Test
    void holdoutTrainsOnSomeValuesAndTestsTheOthers() {
        Division division = of(new Holdout("subject", List.of("1", "3", "5", "7"), List.of()))
                .divide(ALL);
        assertThat(values(division.training(), "subject")).containsExactlyInAnyOrder("1", "3", "5", "7");
        assertThat(values(division.test(), "subject")).containsExactlyInAnyOrder("2", "4", "6", "8");
        assertThat(division.validation()).isEqualTo(division.test());
        assertThat(division.title()).isEqualTo("subject 1, 3, 5, 7 trains, 2, 4, 6, 8 is tested");
    }

    @Test
    void holdoutLeavesOutWhatNeitherSideNames() {
        Division division =
                of(new Holdout("subject", List.of("1"), List.of("2"))).divide(ALL);
        assertThat(values(division.training(), "subject")).containsExactly("1");
        assertThat(values(division.test(), "subject")).containsExactly("2");
        assertThat(values(
                        of(new Holdout("subject", List.of(), List.of("2")))
                                .divide(ALL)
                                .training(),
                        "subject"))
                .hasSize(7);
    }

    @Test
    void splitsAreThoseOfTheSet() {
        Protocol splits = of(new Splits("train", "test", "test"));
        Division division = splits.divide(ALL);
        assertThat(values(division.training(), "subject")).containsExactlyInAnyOrder("1", "3", "5", "7");
        assertThat(splits.isOfSplits()).isTrue();
        assertThat(splits.folds(ALL)).isEqualTo(1);
    }

    /** KFold(4, shuffle=True, random_state=7) of ten: numpy.random.RandomState(7).shuffle, cut in four. */
    @Test
    void kFoldDealsAsScikitLearnDoes() {
        List<ListedClip> ten = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            ten.add(clip(i, "clip-" + i, 0, "all", Map.of()));
        }
        ClipList clips = new ClipList("ten", List.of("one"), ten);
        List<List<String>> tested = new ArrayList<>();
        for (int fold = 0; fold < 4; fold++) {
            tested.add(ids(new KFold(4, fold, 7).divide(clips).test()));
        }
        assertThat(tested)
                .containsExactly(
                        List.of("clip-0", "clip-5", "clip-8"),
                        List.of("clip-1", "clip-2", "clip-9"),
                        List.of("clip-3", "clip-7"),
                        List.of("clip-4", "clip-6"));
    }

    @Test
    void everyClipIsTestedInOneFoldAndTrainsInTheOthers() {
        Map<String, IntFunction<TestRule>> rules = Map.of(
                "KFold", fold -> new KFold(5, fold, 1),
                "StratifiedKFold", fold -> new StratifiedKFold(5, fold, 1),
                "GroupKFold", fold -> new GroupKFold(5, fold, "subject", 1),
                "StratifiedGroupKFold", fold -> new StratifiedGroupKFold(5, fold, "subject", 1),
                "LeaveOneGroupOut", fold -> new LeaveOneGroupOut("subject", fold));
        rules.forEach((name, rule) -> {
            int folds = of(rule.apply(0)).folds(ALL);
            assertThat(folds).as(name).isEqualTo(name.equals("LeaveOneGroupOut") ? 8 : 5);
            List<String> tested = new ArrayList<>();
            for (int fold = 0; fold < folds; fold++) {
                Division division = of(rule.apply(fold)).divide(ALL);
                tested.addAll(ids(division.test()));
                assertThat(ids(division.training())).as(name).doesNotContainAnyElementsOf(ids(division.test()));
                assertThat(division.training().clips().size()
                                + division.test().clips().size())
                        .as(name)
                        .isEqualTo(CLIPS.size());
                if (name.contains("Group")) {
                    assertThat(values(division.training(), "subject"))
                            .as(name)
                            .doesNotContainAnyElementsOf(values(division.test(), "subject"));
                }
            }
            assertThat(tested).as(name).containsExactlyInAnyOrderElementsOf(ids(ALL));
        });
    }

    @Test
    void stratifiedFoldsHaveEqualSharesOfEachClass() {
        for (int fold = 0; fold < 4; fold++) {
            Division division = of(new StratifiedKFold(4, fold, 3)).divide(ALL);
            assertThat(division.test().clips().size()).isBetween(17, 18);
            assertThat(division.test().counts().values()).allMatch(count -> count == 5 || count == 6);
        }
    }

    @Test
    void groupFoldsAreAsEqualAsGroupsAllow() {
        for (int fold = 0; fold < 4; fold++) {
            assertThat(values(
                            of(new GroupKFold(4, fold, "subject", 0))
                                    .divide(ALL)
                                    .test(),
                            "subject"))
                    .hasSize(2);
            assertThat(values(
                            of(new StratifiedGroupKFold(4, fold, "subject", 0))
                                    .divide(ALL)
                                    .test(),
                            "subject"))
                    .hasSize(2);
        }
    }

    @Test
    void groupsAreInTheOrderOfTheirNumbersAndThenOfTheirTexts() {
        List<ListedClip> clips = new ArrayList<>();
        for (String subject : List.of("10", "9", "anna", "1")) {
            clips.add(clip(clips.size(), "clip-" + subject, 0, "all", Map.of("subject", subject)));
        }
        ClipList four = new ClipList("four", CLASSES, clips);
        assertThat(new LeaveOneGroupOut("subject", 0).deal(four).stream().map(Folds.Fold::title))
                .containsExactly(
                        "fold 0 (subject 1)", "fold 1 (subject 9)", "fold 2 (subject 10)", "fold 3 (subject anna)");
    }

    @Test
    void theOrderOfTheSourceChangesNothing() {
        List<ListedClip> reversed = new ArrayList<>(CLIPS);
        Collections.reverse(reversed);
        ClipList other = new ClipList("toy", CLASSES, reversed);
        for (TestRule rule : List.of(
                new KFold(3, 1, 5), new StratifiedKFold(3, 1, 5), new StratifiedGroupKFold(3, 1, "subject", 5))) {
            Protocol protocol = new Protocol(rule, "", new ValidationRule.Share(0.25, 4));
            assertThat(protocol.divide(other)).isEqualTo(protocol.divide(ALL));
        }
        assertThat(of(new KFold(3, 1, 6)).divide(ALL))
                .isNotEqualTo(of(new KFold(3, 1, 5)).divide(ALL));
    }

    @Test
    void validationIsCutFromTheTrainingClips() {
        TestRule rule = new Holdout("subject", List.of("1", "3", "5", "7"), List.of());
        Division values = new Protocol(rule, "", new ValidationRule.Values("subject", List.of("7"))).divide(ALL);
        assertThat(values(values.training(), "subject")).containsExactlyInAnyOrder("1", "3", "5");
        assertThat(values(values.validation(), "subject")).containsExactly("7");
        assertThat(values(values.test(), "subject")).hasSize(4);
        Division share = new Protocol(rule, "", new ValidationRule.Share(0.25, 0)).divide(ALL);
        assertThat(share.validation().counts()).isEqualTo(Map.of(0, 3, 1, 3, 2, 3));
        assertThat(share.training().clips())
                .hasSize(27)
                .doesNotContainAnyElementsOf(share.validation().clips());
        assertThat(share.title())
                .endsWith("; of the training clips a share of 0.25 of each class, seed 0, is validated on");
    }

    @Test
    void aShareLeavesEachClassAClipThatTrains() {
        List<ListedClip> clips = List.of(
                clip(0, "a", 0, "train", Map.of()),
                clip(1, "b", 1, "train", Map.of()),
                clip(2, "c", 1, "train", Map.of()),
                clip(3, "d", 1, "test", Map.of()));
        Division division = new Protocol(new Splits("train", "test", "test"), "", new ValidationRule.Share(0.9, 0))
                .divide(new ClipList("four", CLASSES, clips));
        assertThat(division.training().counts()).isEqualTo(Map.of(0, 1, 1, 1));
        assertThat(division.validation().counts()).isEqualTo(Map.of(1, 1));
    }

    @Test
    void foldsOfOneSplitLeaveTheOtherAlone() {
        Division division = new Protocol(new LeaveOneGroupOut("subject", 1), "train", NONE).divide(ALL);
        assertThat(values(division.training(), "subject")).containsExactlyInAnyOrder("1", "5", "7");
        assertThat(values(division.test(), "subject")).containsExactly("3");
        assertThat(division.title()).isEqualTo("within split train, fold 1 (subject 3) of 4 is tested");
    }

    private static void refused(TestRule rule, String... message) {
        refused(of(rule), ALL, message);
    }

    private static void refused(Protocol protocol, ClipList clips, String... message) {
        assertThatThrownBy(() -> protocol.divide(clips))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContainingAll(message);
    }

    @Test
    void namesAnAttributeThatNoClipHas() {
        refused(
                new LeaveOneGroupOut("subjct", 0),
                "protocol.attribute = subjct: no clip of the set toy has this attribute, expected one of subject, take");
        refused(new GroupKFold(2, 0, "camera", 0), "protocol.group-by = camera: no clip of the set toy");
        refused(
                new Protocol(new KFold(2, 0, 0), "", new ValidationRule.Values("camera", List.of("1"))),
                ALL,
                "protocol.val.attribute = camera: no clip");
        List<ListedClip> bare = CLIPS.stream()
                .map(clip -> clip(clip.ordinal(), clip.id(), clip.label(), "train", Map.of()))
                .toList();
        refused(
                of(new LeaveOneGroupOut("subject", 0)),
                new ClipList("old", CLASSES, bare),
                "no clip of the set old has attributes",
                "prepare --overwrite");
    }

    @Test
    void namesAClipThatLacksTheAttribute() {
        List<ListedClip> clips = new ArrayList<>(CLIPS);
        clips.add(clip(99, "a0_s9", 0, "train", Map.of("take", "1")));
        refused(
                of(new LeaveOneGroupOut("subject", 0)),
                new ClipList("toy", CLASSES, clips),
                "1 of 72 clips of the set toy lack this attribute, for example a0_s9");
    }

    @Test
    void namesAValueThatNoClipHas() {
        refused(
                new Holdout("subject", List.of("1", "9"), List.of()),
                "protocol.train names subject 9, which no clip has, expected some of 1, 2, 3, 4, 5, 6, 7, 8");
        refused(new Holdout("subject", List.of(), List.of("0")), "protocol.test names subject 0, which no clip has");
        refused(
                new Protocol(
                        new Holdout("subject", List.of("1", "2"), List.of()),
                        "",
                        new ValidationRule.Values("subject", List.of("3"))),
                ALL,
                "protocol.val.values names subject 3, which no training clip has, expected some of 1, 2");
    }

    @Test
    void namesAGroupOnBothSides() {
        refused(
                new Holdout("subject", List.of("1", "2", "3"), List.of("2", "3", "4")),
                "protocol.train and protocol.test both name subject 2, 3, expected each value on one side");
    }

    @Test
    void namesAClipOnBothSides() {
        List<ListedClip> clips = new ArrayList<>(CLIPS);
        clips.add(new ListedClip(99, "twice", 0, List.of("train", "test"), new TreeMap<>()));
        refused(
                new Protocol(new Splits("train", "test", "test"), "", new ValidationRule.Share(0.1, 0)),
                new ClipList("toy", CLASSES, clips),
                "1 clips of the set toy train and are tested, for example twice, expected each on one side");
    }

    @Test
    void namesMoreFoldsThanThereAreGroupsOrClips() {
        refused(
                new GroupKFold(9, 0, "subject", 0),
                "protocol.folds = 9, expected at most 8, the number of values of subject in the set toy");
        refused(new StratifiedGroupKFold(9, 0, "subject", 0), "protocol.folds = 9, expected at most 8");
        refused(new KFold(72, 0, 0), "protocol.folds = 72, expected at most 71, the number of clips");
        refused(new StratifiedKFold(72, 0, 0), "protocol.folds = 72, expected at most 71");
        refused(
                new LeaveOneGroupOut("subject", 8),
                "protocol.fold = 8, expected 0 to 7: fold 0 (subject 1), fold 1 (subject 2)");
    }

    @Test
    void namesClassesThatNoTrainingClipHas() {
        List<ListedClip> clips = CLIPS.stream()
                .filter(clip -> clip.label() < 2 || clip.id().contains("s8"))
                .toList();
        ClipList rare = new ClipList("toy", CLASSES, clips);
        refused(
                of(new LeaveOneGroupOut("subject", 7)),
                rare,
                "leaves classes without a training clip: 'walk', expected clips of each class of the set toy");
        assertThat(of(new LeaveOneGroupOut("subject", 6)).divide(rare)).isNotNull();
    }

    private static ClipList ofSubject(String subject) {
        return ALL.where(clip -> ClipList.value(clip, "subject").equals(subject));
    }

    @Test
    void namesAnEmptySide() {
        refused(of(new LeaveOneGroupOut("subject", 0)), ofSubject("3"), "no clip of the set toy trains");
        refused(
                new Protocol(
                        new Holdout("subject", List.of("1"), List.of()),
                        "",
                        new ValidationRule.Values("subject", List.of("1"))),
                ALL,
                "no clip of the set toy trains");
        refused(new Protocol(new KFold(2, 0, 0), "dev", NONE), ALL, "protocol.within = dev: no clip");
    }
}
