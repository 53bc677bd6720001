package art.scumble.worker.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MatrixProductTest {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void runsAgainAndAgain(boolean bf16) {
        // Given
        try (MatrixProduct product = bf16 ? MatrixProduct.bf16(64, 1) : MatrixProduct.fp32(64, 1)) {
            // Then
            assertThat(product.operations()).isEqualTo(524_288);
            assertThatCode(() -> {
                        product.run();
                        product.run();
                    })
                    .doesNotThrowAnyException();
        }
    }
}
