// In the notebook's window: hands messages between the frame of a shown page and the kernel, over a comm. Front ends give scripts of
// outputs no way to the kernel, so all pages of a kernel share a connection of their own to its channels, through the server
// that the notebook comes from; it is opened when a page first asks for something.
(frameId, kernel, server) => {
  const TARGET = 'weft.page', frame = document.getElementById(frameId);
  const unique = () => [...crypto.getRandomValues(new Uint8Array(16))].map(n => n.toString(16).padStart(2, '0')).join('');
  const channels = () => {
    const config = JSON.parse(document.getElementById('jupyter-config-data')?.textContent || '{}');
    const base = config.wsUrl || new URL(config.baseUrl ?? document.body.dataset.baseUrl ?? '/', location.href).href;
    const token = config.token ? '&token=' + encodeURIComponent(config.token) : '';
    return `${base.replace(/^http/, 'ws').replace(/\/?$/, '/')}api/kernels/${kernel}/channels?session_id=${unique()}${token}`;
  };

  class Line {
    #socket = new WebSocket(channels());
    #username = 'weft page ' + unique();
    #comms = new Map();
    #waiting = [];
    constructor(gone) {
      this.#socket.onopen = () => this.#waiting.splice(0).forEach(text => this.#socket.send(text));
      this.#socket.onmessage = event => {
        if (typeof event.data !== 'string' || !event.data.includes('"comm_')) return;
        const { header, content, channel } = JSON.parse(event.data);
        if (channel === 'iopub' && /^comm_(msg|close)$/.test(header.msg_type)) {
          this.#comms.get(content.comm_id)?.(header.msg_type === 'comm_msg' ? content.data : null);
        }
      };
      this.#socket.onclose = () => {
        gone();
        this.#comms.forEach(heard => heard(null));
      };
    }
    #say(type, content) {
      const header = { msg_id: unique(), msg_type: type, session: this.#username, username: 'page',
        date: new Date().toISOString(), version: '5.3' };
      const text = JSON.stringify({ channel: 'shell', header, parent_header: {}, metadata: { target_name: TARGET },
        content, buffers: [] });
      if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(text); else this.#waiting.push(text);
    }
    // heard is given what the kernel says, and null at its end.
    open(heard) {
      const id = unique();
      this.#comms.set(id, message => {
        if (message === null) this.#comms.delete(id);
        heard(message);
      });
      this.#say('comm_open', { comm_id: id, target_name: TARGET, data: { server } });
      return {
        send: data => this.#say('comm_msg', { comm_id: id, data }),
        close: () => { if (this.#comms.delete(id)) this.#say('comm_close', { comm_id: id, data: {} }); },
      };
    }
  }

  const lines = window.weftLines ??= new Map();
  const line = () => {
    if (!lines.has(kernel)) lines.set(kernel, new Line(() => lines.delete(kernel)));
    return lines.get(kernel);
  };
  let comm = null;
  const heard = message => {
    if (message === null) comm = null;
    if (message?.on === 'page') frame.srcdoc = message.html;
    else frame.contentWindow?.postMessage({ weft: message ?? { on: 'gone' } }, '*');
  };
  addEventListener('message', event => {
    const message = event.data?.weft;
    if (!message || event.source !== frame.contentWindow) return;
    if (message.do === 'hello') {   // a page has been loaded, and what the last one began has lost its end here
      comm?.close();
      comm = null;
      return;
    }
    try {
      comm ??= line().open(heard);
      comm.send(message);
    } catch (error) {   // a page that is no notebook, such as a stored copy of one
      heard(null);
    }
  });
  // The kernel gives up pages of which it hears nothing.
  setInterval(() => {
    if (frame.isConnected) return comm?.send({ do: 'here' });
    comm?.close();
    comm = null;
  }, 20000);
}
