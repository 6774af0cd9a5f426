package dev.assent.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.model.AssentException.NotAllowed;
import dev.assent.tm.AnnotatedMethods;
import dev.assent.tm.GlobalTransactions;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.aop.framework.ProxyFactory;

/** A suspend function as Kotlin's compiler makes it; Kotlin itself is not on the class path. */
class SuspendFunctionTest {
    @TempDir
    private Path classes;

    @Test
    void aSuspendFunctionIsRefusedSinceItReturnsBeforeItsEnd() throws Exception {
        compile("kotlin/coroutines/Continuation", "package kotlin.coroutines; public interface Continuation<T> {}");
        compile(
                "shop/Purchases",
                "package shop; public interface Purchases { @dev.assent.tm.GlobalTransactional"
                        + " Object buy(String item, kotlin.coroutines.Continuation<? super Long> end); }");
        URL[] compiled = {classes.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(compiled, getClass().getClassLoader())) {
            Class<?> type = loader.loadClass("shop.Purchases");
            Object target =
                    Proxy.newProxyInstance(loader, new Class<?>[] {type}, (proxy, method, arguments) -> "later");
            ProxyFactory factory = new ProxyFactory(target);
            CoordinatorClient client = new CoordinatorClient(() -> {
                throw new IllegalStateException("Expected no transaction to begin");
            });
            factory.addAdvisor(
                    new GlobalTransactionalAdvisor(() -> new AnnotatedMethods(new GlobalTransactions(client))));
            Method buy = type.getMethods()[0];

            assertThatThrownBy(() -> buy.invoke(factory.getProxy(loader), "shoe", null))
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .isInstanceOf(NotAllowed.class)
                    .hasMessageContaining("ASN-4804")
                    .hasMessageContaining("buy")
                    .hasMessageContaining("suspend function");
        }
    }

    private void compile(String name, String source) throws IOException {
        Path file = classes.resolve(name + ".java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, source);
        String classPath = System.getProperty("java.class.path") + System.getProperty("path.separator") + classes;
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-proc:none",
                                "-cp",
                                classPath,
                                "-d",
                                classes.toString(),
                                file.toString()))
                .isZero();
    }
}
