package io.skelspark;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.HashMap;
import java.util.Map;
import scala.collection.Iterator;
import scala.reflect.api.Mirror;
import scala.reflect.api.Symbols.SymbolApi;
import scala.reflect.runtime.package$;

/**
 * Tells which types and methods of Spark are meant for Spark's own code. Their bytecode is public; that they are {@code
 * private[spark]} is written in the signature that Scala's compiler adds to each class.
 */
final class SparkVisibility {
    private static final String SPARK = "org.apache.spark.";
    /** Written in Java, and documented by Spark nowhere. */
    private static final String NETWORK = SPARK + "network.";

    private final Mirror<?> mirror =
            (Mirror<?>) (Object) package$.MODULE$.universe().runtimeMirror(SparkVisibility.class.getClassLoader());
    private final Map<String, Boolean> types = new HashMap<>();
    private final Map<String, Boolean> methods = new HashMap<>();

    /** Returns the predicate that a type is internal to Spark. */
    DescribedPredicate<JavaClass> internalTypes() {
        return DescribedPredicate.describe("are internal to Spark", type -> isInternal(type.getName()));
    }

    /** Returns the predicate that all methods of that name of a type are internal to Spark. */
    DescribedPredicate<JavaAccess<?>> internalMethods() {
        return DescribedPredicate.describe(
                "reaches what is internal to Spark",
                access -> isInternal(access.getTargetOwner().getName(), access.getName()));
    }

    private boolean isInternal(String type) {
        return type.startsWith(NETWORK)
                || (type.startsWith(SPARK) && types.computeIfAbsent(type, name -> isRestricted(of(name))));
    }

    private boolean isInternal(String type, String method) {
        return type.startsWith(SPARK)
                && methods.computeIfAbsent(type + "#" + method, key -> isInternal(of(type), method));
    }

    private static boolean isInternal(SymbolApi type, String method) {
        if (type.isJava()) {
            return false;
        }
        boolean internal = false;
        Iterator<?> members = type.typeSignature().members().iterator();
        while (members.hasNext()) {
            SymbolApi member = (SymbolApi) members.next();
            if (member.name().toString().equals(method)) {
                if (!isRestricted(member)) {
                    return false;
                }
                internal = true;
            }
        }
        return internal;
    }

    private static boolean isRestricted(SymbolApi symbol) {
        return symbol.privateWithin().fullName().equals("org.apache.spark");
    }

    private SymbolApi of(String type) {
        if (type.endsWith("$")) {
            return (SymbolApi) mirror.staticModule(type.substring(0, type.length() - 1));
        }
        SymbolApi found = (SymbolApi) mirror.staticClass(type.replace('$', '.'));
        // a Scala object without a class beside it, whose methods Java sees as static ones
        return !found.isJava() && isAbsent(found.typeSignature().typeSymbol())
                ? (SymbolApi) mirror.staticModule(type)
                : found;
    }

    private static boolean isAbsent(SymbolApi symbol) {
        return symbol.toString().equals("<none>");
    }
}
