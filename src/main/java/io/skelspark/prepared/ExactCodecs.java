package io.skelspark.prepared;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/**
 * The codecs of Parquet, with a decompressor of Snappy of our own. That of the library never returns if the header of a
 * page, which no checksum covers, claims more bytes than the page holds: one flipped bit is enough. This one compares the
 * two lengths before it allocates anything.
 */
final class ExactCodecs implements CompressionCodecFactory {
    private final CodecFactory library;

    ExactCodecs(Configuration hadoop) {
        library = new CodecFactory(hadoop, ParquetWriter.DEFAULT_PAGE_SIZE);
    }

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        return library.getCompressor(codec);
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        return codec == CompressionCodecName.SNAPPY ? new ExactSnappy() : library.getDecompressor(codec);
    }

    @Override
    public void release() {
        library.release();
    }

    /** Keeps no state: pages are decompressed whole. */
    private static final class ExactSnappy implements BytesInputDecompressor {
        @Override
        public BytesInput decompress(BytesInput page, int length) throws IOException {
            return BytesInput.from(decompress(page.toByteArray(), length));
        }

        @Override
        public void decompress(ByteBuffer page, int compressed, ByteBuffer output, int length) throws IOException {
            byte[] bytes = new byte[compressed];
            page.get(bytes);
            output.put(decompress(bytes, length));
        }

        private static byte[] decompress(byte[] page, int length) throws IOException {
            int held = Snappy.uncompressedLength(page);
            if (held != length) {
                throw new IOException("a page holds " + held + " bytes, expected " + length + " by its header");
            }
            return Snappy.uncompress(page);
        }

        @Override
        public void release() {
            // nothing is held
        }
    }
}
