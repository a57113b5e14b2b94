package io.skelspark.bench;

import io.skelspark.cluster.RankContext;
import io.skelspark.train.AllReduce;
import io.skelspark.train.AllReduceException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The least that a sum over the ranks costs in Java: a socket to each other rank, each rank adds up one slice, without
 * checks, limits or messages. For ranks on one machine.
 */
final class PlainExchange implements AllReduce {
    private final int rank;
    private final SocketChannel[] peers;
    private final ExecutorService writer = Executors.newSingleThreadExecutor();
    private ByteBuffer out = bytes(0);
    private ByteBuffer in = bytes(0);

    private PlainExchange(int rank, SocketChannel[] peers) {
        this.rank = rank;
        this.peers = peers;
    }

    static PlainExchange between(RankContext context) throws IOException {
        SocketChannel[] peers = new SocketChannel[context.world()];
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
            // ports are exact as floats: the sum of vectors with one port each tells all ranks all ports
            float[] ports = new float[context.world()];
            ports[context.rank()] = port;
            context.allReduce().sum(ports);
            for (int peer = 0; peer < context.rank(); peer++) {
                peers[peer] = SocketChannel.open(new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), (int) ports[peer]));
                write(peers[peer], ByteBuffer.allocate(1).put(0, (byte) context.rank()));
            }
            for (int more = context.rank() + 1; more < context.world(); more++) {
                SocketChannel channel = server.accept();
                ByteBuffer name = ByteBuffer.allocate(1);
                read(channel, name);
                peers[name.get(0)] = channel;
            }
        }
        for (SocketChannel peer : peers) {
            if (peer != null) {
                peer.setOption(StandardSocketOptions.TCP_NODELAY, true);
            }
        }
        return new PlainExchange(context.rank(), peers);
    }

    @Override
    public int rank() {
        return rank;
    }

    @Override
    public int world() {
        return peers.length;
    }

    @Override
    public void sum(float[] vector) {
        int slice = (vector.length + world() - 1) / world();
        if (in.capacity() != slice * Float.BYTES) {
            out = bytes(world() * slice);
            in = bytes(slice);
        }
        FloatBuffer sent = out.asFloatBuffer();
        try {
            sent.put(0, vector);
            Future<?> parts = writer.submit(() -> toEachPeer(slice, false));
            int start = rank * slice;
            for (SocketChannel peer : peers) {
                if (peer != null) {
                    read(peer, in.clear());
                    FloatBuffer part = in.flip().asFloatBuffer();
                    for (int i = start; i < Math.min(start + slice, vector.length); i++) {
                        vector[i] += part.get(i - start);
                    }
                }
            }
            parts.get();
            sent.put(start, vector, start, Math.min(slice, vector.length - start));
            Future<?> sums = writer.submit(() -> toEachPeer(slice, true));
            for (int peer = 0; peer < world(); peer++) {
                if (peers[peer] != null) {
                    read(peers[peer], in.clear());
                    in.flip().asFloatBuffer().get(vector, peer * slice, Math.min(slice, vector.length - peer * slice));
                }
            }
            sums.get();
        } catch (IOException | ExecutionException | InterruptedException e) {
            throw new AllReduceException("plain exchange: " + e, e);
        }
    }

    private static ByteBuffer bytes(int floats) {
        return ByteBuffer.allocateDirect(floats * Float.BYTES).order(ByteOrder.nativeOrder());
    }

    /** Sends each other rank the slice that it adds up, or all of them the slice that this rank has added up. */
    private Void toEachPeer(int slice, boolean own) throws IOException {
        for (int peer = 0; peer < world(); peer++) {
            if (peers[peer] != null) {
                int from = (own ? rank : peer) * slice * Float.BYTES;
                write(peers[peer], out.slice(from, slice * Float.BYTES));
            }
        }
        return null;
    }

    private static void write(SocketChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static void read(SocketChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new IOException("another rank has closed its socket");
            }
        }
    }

    @Override
    public void close() {
        writer.shutdown();
        try {
            for (SocketChannel peer : peers) {
                if (peer != null) {
                    peer.close();
                }
            }
        } catch (IOException e) {
            throw new AllReduceException("plain exchange: " + e, e);
        }
    }
}
