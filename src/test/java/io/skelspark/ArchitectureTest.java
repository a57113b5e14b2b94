package io.skelspark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The arrows between the packages point down only, and each engine stays in its packages. */
class ArchitectureTest {
    /** From the top down; packages of one line stand beside each other. */
    private static final List<List<String>> LAYERS = List.of(
            List.of("jobs"),
            List.of("pipeline"),
            List.of("config"),
            List.of("prepared", "checkpoint", "cluster", "model", "source", "picture"),
            List.of("pickle", "transform", "train"),
            List.of("heatmap", "evaluate", "protocol"),
            List.of("skeleton"),
            List.of("tensor", "storage"));

    /** BigDL's classes lie beside ours in the same folder; only ours are imported. */
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.skelspark");

    @Test
    void everyClassLiesInAPackageOfTheHouse() {
        List<String> all = LAYERS.stream().flatMap(List::stream).toList();
        assertThat(CLASSES).isNotEmpty();
        classes().should().resideInAnyPackage(packages(all)).check(CLASSES);
    }

    @Test
    void arrowsPointDownOnly() {
        List<String> above = new ArrayList<>();
        for (List<String> layer : LAYERS) {
            if (!above.isEmpty()) {
                noClasses()
                        .that()
                        .resideInAnyPackage(packages(layer))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(packages(above))
                        .allowEmptyShould(true)
                        .check(CLASSES);
            }
            above.addAll(layer);
        }
    }

    @Test
    void packagesHaveNoCycle() {
        slices().matching("io.skelspark.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void sparkAndHadoopStayWhereFilesAndExecutorsAre() {
        keepsTo(
                List.of("jobs", "pipeline", "cluster", "prepared", "source", "checkpoint", "storage"),
                "org.apache.spark..",
                "org.apache.hadoop..");
    }

    /** The price list of the next version of Spark. */
    @Test
    void sparksInternalsStayInOnePackage() {
        SparkVisibility spark = new SparkVisibility();
        String internals = "io.skelspark.cluster.internals..";
        noClasses()
                .that()
                .resideOutsideOfPackage(internals)
                .should()
                .dependOnClassesThat(spark.internalTypes())
                .orShould()
                .accessTargetWhere(spark.internalMethods())
                .check(CLASSES);
        assertThat(CLASSES.that(JavaClass.Predicates.resideInAPackage(internals)).stream()
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .map(Dependency::getTargetClass)
                        .filter(spark.internalTypes())
                        .map(JavaClass::getSimpleName))
                .as("internal types that the rule knows")
                .contains("RpcEnv", "RpcUtils", "BlockManager", "BlockFetchingListener", "Utils");
    }

    @Test
    void bigDlStaysInCluster() {
        keepsTo(List.of("cluster"), "com.intel..");
    }

    @Test
    void djlStaysInModel() {
        keepsTo(List.of("model"), "ai.djl..");
    }

    @Test
    void theMessagesOfOnnxStayInOnePackage() {
        keepsTo(List.of("model.onnx"), "ai.onnx..", "com.google.protobuf..");
    }

    @Test
    void theChartsAndTheirPenStayInPicture() {
        keepsTo(List.of("picture"), "org.jfree..", "java.awt..", "javax.imageio..");
    }

    @Test
    void typesafeConfigStaysInConfig() {
        keepsTo(List.of("config"), "com.typesafe..");
    }

    @Test
    void theCoreNeedsTheJdkAndALoggerAlone() {
        classes()
                .that()
                .resideInAnyPackage(packages(
                        List.of("transform", "train", "evaluate", "heatmap", "protocol", "skeleton", "tensor")))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "javax..", "org.jspecify..", "org.slf4j..", "io.skelspark..")
                .check(CLASSES);
    }

    private static void keepsTo(List<String> packages, String... libraries) {
        noClasses()
                .that()
                .resideOutsideOfPackages(packages(packages))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries)
                .check(CLASSES);
    }

    private static String[] packages(List<String> names) {
        return names.stream().map(name -> "io.skelspark." + name + "..").toArray(String[]::new);
    }
}
