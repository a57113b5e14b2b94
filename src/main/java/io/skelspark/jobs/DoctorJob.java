package io.skelspark.jobs;

import io.skelspark.pipeline.doctor.Doctor;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** Checks a machine or a cluster before it trains. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Checks driver and executors and suggests fixes.",
            "Prints versions, memory, devices and environment of each. Exits with 1 if training cannot work."
        },
        footer = {"", "Example: skelspark doctor"})
final class DoctorJob implements Callable<Integer> {
    @Override
    public Integer call() {
        try (SparkSession spark = SparkDriver.session("doctor")) {
            Doctor doctor = Doctor.examine(JavaSparkContext.fromSparkContext(spark.sparkContext()));
            System.out.println(doctor.report());
            return doctor.sound() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }
}
