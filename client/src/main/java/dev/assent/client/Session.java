package dev.assent.client;

import dev.assent.protocol.BranchEndRequest;
import dev.assent.protocol.BrokenFrame;
import dev.assent.protocol.Extensions;
import dev.assent.protocol.Frame;
import dev.assent.protocol.FrameType;
import dev.assent.protocol.Frames;
import dev.assent.protocol.Inbound;
import dev.assent.protocol.Message;
import dev.assent.protocol.RegisterResponse;
import dev.assent.protocol.RegisterTMResponse;
import dev.assent.protocol.UndoLogDeleteRequest;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.timeout.IdleState;
import io.netty.handler.timeout.IdleStateEvent;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection, from its registration in both roles to its end. Belongs to the event loop. Whatever is wrong with it,
 * it ends in {@link CoordinatorConnection#lost} with one reason.
 */
final class Session extends SimpleChannelInboundHandler<Inbound> {
    private static final Logger log = LoggerFactory.getLogger(Session.class);

    private final CoordinatorConnection link;
    private final Channel channel;
    private final Duration registrationLimit;
    private int asTransactionManager;
    private int asResourceManager;
    private @Nullable Peer peer;
    private boolean introduced;
    private boolean ready;
    private @Nullable String endedBy;

    Session(CoordinatorConnection link, Channel channel, Duration registrationLimit) {
        this.link = link;
        this.channel = channel;
        this.registrationLimit = registrationLimit;
    }

    /** Leaves with the next {@link #flush}; what goes wrong then ends the session. */
    @SuppressWarnings("FutureReturnValueIgnored") // the void promise reports to exceptionCaught
    void write(Frame frame) {
        ByteBuf out = channel.alloc().ioBuffer();
        try {
            Frames.write(out, frame);
        } catch (RuntimeException e) {
            out.release();
            throw e;
        }
        channel.write(out, channel.voidPromise());
    }

    void flush() {
        channel.flush();
    }

    boolean isOpen() {
        return channel.isActive() && endedBy == null;
    }

    /** Whether the registration is on its way, with the resources that were known then. */
    boolean isIntroduced() {
        return introduced && isOpen();
    }

    /** @param reason completes the sentence "the connection is gone: " */
    @SuppressWarnings("FutureReturnValueIgnored") // channelInactive reports it
    void end(String reason) {
        if (endedBy == null) {
            endedBy = reason;
        }
        channel.close();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // returns what it was called on
    void whenGone(Runnable action) {
        channel.closeFuture().addListener(gone -> action.run());
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        if (channel.localAddress().equals(channel.remoteAddress())) {
            // no server listens on an ephemeral port, and the system gave that very port to our own end
            end("this client had reached itself");
            return;
        }
        asTransactionManager = link.nextFrameId();
        asResourceManager = link.nextFrameId();
        write(link.introduction().asTransactionManager(asTransactionManager));
        write(link.introduction().asResourceManager(asResourceManager, link.resourceIds()));
        flush();
        introduced = true;
        link.later(this::giveUpUnlessReady, registrationLimit);
    }

    private void giveUpUnlessReady() {
        if (!ready) {
            end("no answer to the registration within " + registrationLimit.toMillis() + " ms");
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, Inbound inbound) {
        if (endedBy != null) {
            return;
        }
        if (inbound instanceof BrokenFrame) {
            end("the coordinator sent a frame without a body as answer " + inbound.requestId());
        } else if (inbound instanceof Frame frame) {
            heard(frame);
        }
    }

    private void heard(Frame frame) {
        link.introduction().heard().hear(frame.head());
        Message body = frame.body();
        if (body == null) {
            if (frame.type() == FrameType.PING && frame.head().containsKey(Extensions.NONCE)) {
                link.nonce(this, frame);
            } else if (frame.type() == FrameType.PING) {
                write(Frame.pong(frame));
                flush();
            }
        } else if (body instanceof BranchEndRequest request) {
            link.finish(this, frame, request);
        } else if (body instanceof UndoLogDeleteRequest purge) {
            link.purge(purge);
        } else if (body instanceof RegisterResponse answer && isOwn(frame)) {
            registered(frame, answer);
        } else {
            answered(frame, body);
        }
    }

    private boolean isOwn(Frame answer) {
        return !ready || answer.requestId() == asTransactionManager || answer.requestId() == asResourceManager;
    }

    private void registered(Frame frame, RegisterResponse answer) {
        if (!answer.identified()) {
            end("the coordinator refused the registration of this client ("
                    + (answer instanceof RegisterTMResponse ? "as transaction manager" : "as resource manager") + ")");
        } else if (frame.requestId() == asTransactionManager) {
            peer = Peer.of(answer, frame.head(), link.wall());
        } else if (frame.requestId() == asResourceManager && peer != null) {
            ready = true;
            link.ready(this, peer);
        }
    }

    private void answered(Frame frame, Message body) {
        Peer known = peer;
        if (known == null || !ready) {
            end("the coordinator sent a " + body.type() + " before it had answered the registration");
        } else if (link.answered(frame, body, known) == OpenCalls.Match.WRONG_TYPE) {
            end("the coordinator answered request " + frame.requestId() + " with a " + body.type());
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof IdleStateEvent idle) {
            if (idle.state() == IdleState.READER_IDLE) {
                end("it brought nothing for " + link.silenceLimit().toMillis() + " ms");
            } else {
                write(Frame.ping(link.nextFrameId()));
                flush();
            }
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        Throwable reason = cause instanceof DecoderException && cause.getCause() != null ? cause.getCause() : cause;
        log.debug("a connection ends by an exception", reason);
        end(reason.getMessage() == null ? reason.toString() : reason.getMessage());
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        link.lost(this, endedBy == null ? "the coordinator closed it" : endedBy);
    }
}
