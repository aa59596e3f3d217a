package io.weft.jupyter.display;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.reflect.TypeToken;
import io.weft.jupyter.comm.CommMessage;
import io.weft.jupyter.comm.Comms;
import io.weft.jupyter.comm.OpenComm;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.dflib.jjava.jupyter.kernel.comm.Comm;
import org.dflib.jjava.jupyter.kernel.comm.CommFactory;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.comm.CommTarget;
import org.dflib.jjava.jupyter.messages.Header;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.comm.CommCloseCommand;
import org.dflib.jjava.jupyter.messages.comm.CommMsgCommand;
import org.dflib.jjava.jupyter.messages.comm.CommOpenCommand;

/// Comms as libraries made for JJava see them, carried by this kernel's. Any thread.
final class BridgedComms extends CommManager {

    private static final Gson GSON = new Gson();

    private final Comms carriers;

    BridgedComms(Comms carriers) {
        this.carriers = carriers;
        this.targets = new ConcurrentHashMap<>();
        this.comms = new ConcurrentHashMap<>();
    }

    @Override
    public <T extends Comm> T openComm(String targetName, CommFactory<T> factory) {
        var id = UUID.randomUUID().toString();
        var open = message(CommOpenCommand.MESSAGE_TYPE, new CommOpenCommand(id, targetName, new JsonObject()),
                Map.of(), List.of());
        T comm = factory.produce(this, id, targetName, open);
        registerComm(comm);
        listen(carriers.open(id, targetName, open.getContent().getData(), json(open.getMetadata()),
                open.getBlobs() == null ? List.of() : open.getBlobs()), comm);
        return comm;
    }

    @Override
    public void messageComm(String id, JsonObject data, Map<String, Object> metadata, List<byte[]> blobs) {
        var carrier = carriers.get(id);
        if (carrier != null) {
            carrier.send(data, json(metadata), blobs == null ? List.of() : blobs);
        }
    }

    @Override
    public void closeComm(Comm comm) {
        var last = message(CommCloseCommand.MESSAGE_TYPE, new CommCloseCommand(comm.getID(), new JsonObject()),
                Map.of(), List.of());
        if (unregisterComm(comm.getID()) != null) {
            call(comm, "onClose", last, true);
        }
        var carrier = carriers.get(comm.getID());
        if (carrier != null) {
            carrier.close(last.getContent().getData());
        }
    }

    @Override
    public void registerTarget(String targetName, CommTarget target) {
        super.registerTarget(targetName, target);
        carriers.register(targetName, (carrier, first) -> {
            var comm = target.createComm(this, carrier.id(), targetName, message(CommOpenCommand.MESSAGE_TYPE,
                    new CommOpenCommand(carrier.id(), targetName, first.data()),
                    map(first.metadata()), first.buffers()));
            registerComm(comm);
            listen(carrier, comm);
        });
    }

    @Override
    public void unregisterTarget(String targetName) {
        super.unregisterTarget(targetName);
        carriers.unregister(targetName);
    }

    private void listen(OpenComm carrier, Comm comm) {
        carrier.onMessage(said -> call(comm, "onMessage", message(CommMsgCommand.MESSAGE_TYPE,
                new CommMsgCommand(carrier.id(), said.data()), said)));
        carrier.onClose(said -> {
            unregisterComm(carrier.id());
            call(comm, "onClose", message(CommCloseCommand.MESSAGE_TYPE,
                    new CommCloseCommand(carrier.id(), said.data()), said), false);
        });
    }

    private static <T> Message<T> message(MessageType<T> type, T content, CommMessage said) {
        return message(type, content, map(said.metadata()), said.buffers());
    }

    private static <T> Message<T> message(MessageType<T> type, T content, Map<String, Object> metadata,
            List<byte[]> blobs) {
        return new Message<>(List.of(), new Header<>(type), null, metadata, content, blobs);
    }

    private static JsonObject json(Map<String, Object> map) {
        return map == null ? new JsonObject() : GSON.toJsonTree(map).getAsJsonObject();
    }

    private static Map<String, Object> map(JsonObject json) {
        return GSON.fromJson(json, new TypeToken<Map<String, Object>>() {
        }.getType());
    }

    /// The callbacks are protected, for the manager of that package alone.
    private static void call(Comm comm, String name, Object... arguments) {
        try {
            for (var method : Comm.class.getDeclaredMethods()) {
                if (method.getName().equals(name)) {
                    method.setAccessible(true);
                    method.invoke(comm, arguments);
                }
            }
        } catch (InvocationTargetException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case Throwable cause -> throw new IllegalStateException(cause);
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
