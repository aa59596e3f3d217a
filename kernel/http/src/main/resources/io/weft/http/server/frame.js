// In the frame of a shown page, called with the address of its server: what the page asks that server goes to the parent window as
// messages, and comes back so. What it asks others goes its own way.
server => {
  const origin = new URL(server), talks = new Map(), native = { fetch: window.fetch, EventSource, WebSocket };
  let last = 0;
  const tell = message => parent.postMessage({ weft: message }, '*');
  const begin = (heard, message) => {
    talks.set(++last, heard);
    tell({ talk: last, ...message });
    return last;
  };
  // Tells now and then how many messages have come, so that the other side goes on.
  const counting = talk => {
    let taken = 0;
    return () => {
      if (++taken === 16) {
        tell({ talk: talk(), do: 'ack', n: taken });
        taken = 0;
      }
    };
  };
  const end = (talk, more) => talks.delete(talk) && tell({ talk, do: 'end', ...more });
  const encoded = buffer => {
    let text = '';
    for (const byte of new Uint8Array(buffer)) text += String.fromCharCode(byte);
    return btoa(text);
  };
  const decoded = text => Uint8Array.from(atob(text), c => c.charCodeAt(0));
  const within = address => {
    const url = new URL(address, document.baseURI);
    return url.host === origin.host && /^(http|ws)s?:$/.test(url.protocol) ? url : null;
  };
  const path = url => url.pathname + url.search;
  const fire = (target, event) => {
    target.dispatchEvent(event);
    if (typeof target['on' + event.type] === 'function') target['on' + event.type](event);
  };
  const sourceStates = { CONNECTING: 0, OPEN: 1, CLOSED: 2 };
  const socketStates = { CONNECTING: 0, OPEN: 1, CLOSING: 2, CLOSED: 3 };

  addEventListener('message', event => {
    if (event.source !== parent || !event.data?.weft) return;
    const message = event.data.weft;
    if (message.on !== 'gone') return talks.get(message.talk)?.(message);
    const known = [...talks.values()];
    talks.clear();
    const reason = 'The kernel no longer answers for this page: run its cell again.';
    known.forEach(heard => { heard({ on: 'failed', reason }); heard({ on: 'closed', code: 1006, reason }); });
  });
  tell({ do: 'hello' });

  window.fetch = async (input, options) => {
    const request = new Request(input, options), url = within(request.url);
    if (!url) return native.fetch(input, options);
    request.signal.throwIfAborted();
    const body = request.method === 'GET' || request.method === 'HEAD' ? '' : encoded(await request.arrayBuffer());
    return new Promise((resolve, reject) => {
      let pieces, talk;
      const taken = counting(() => talk);
      const stream = new ReadableStream({ start(controller) { pieces = controller; }, cancel() { end(talk); } });
      const failed = error => {
        reject(error);
        try { pieces.error(error); } catch { /* It had ended. */ }
      };
      talk = begin(message => {
        if (message.on === 'head') {
          const none = request.method === 'HEAD' || [204, 205, 304].includes(message.status);
          const answer = new Response(none ? null : stream, { status: message.status, headers: message.headers });
          Object.defineProperty(answer, 'url', { value: url.href });
          resolve(answer);
        } else if (message.on === 'data') {
          pieces.enqueue(decoded(message.data));
          taken();
        } else if (message.on === 'end') {
          talks.delete(talk);
          pieces.close();
        } else if (message.on === 'failed') {
          talks.delete(talk);
          failed(new TypeError(message.reason));
        }
      }, { do: 'fetch', method: request.method, path: path(url), headers: [...request.headers], body });
      request.signal.addEventListener('abort', () => { if (end(talk) !== false) failed(request.signal.reason); });
    });
  };

  window.EventSource = class EventSource extends EventTarget {
    constructor(address, options) {
      super();
      if (!within(address)) return new native.EventSource(address, options);
      Object.assign(this, sourceStates, { url: within(address).href, readyState: 0, withCredentials: false });
      this.#read();
    }
    #stop = new AbortController();
    #id = '';
    #wait = 3000;
    async #read() {
      try {
        const headers = { Accept: 'text/event-stream', ...(this.#id && { 'Last-Event-ID': this.#id }) };
        const answer = await fetch(this.url, { headers, signal: this.#stop.signal });
        if (answer.status !== 200 || !answer.headers.get('content-type')?.startsWith('text/event-stream')) {
          return this.#over();
        }
        this.readyState = sourceStates.OPEN;
        fire(this, new Event('open'));
        const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
        let rest = '', event = { type: '', data: [] };
        for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
          const lines = (rest + value).split(/\r\n|\n|\r(?!$)/);
          rest = lines.pop();
          for (const line of lines) event = this.#line(line, event);
        }
      } catch { /* Tried again below, as browsers do. */ }
      if (this.readyState === sourceStates.CLOSED) return;
      this.readyState = sourceStates.CONNECTING;
      fire(this, new Event('error'));
      setTimeout(() => this.readyState !== sourceStates.CLOSED && this.#read(), this.#wait);
    }
    #line(line, event) {
      const [, name, value] = /^([^:]*):? ?(.*)$/.exec(line);
      if (line === '') {
        if (event.data.length) {
          fire(this, new MessageEvent(event.type || 'message',
            { data: event.data.join('\n'), lastEventId: this.#id, origin: origin.origin }));
        }
        return { type: '', data: [] };
      }
      if (name === 'data') event.data.push(value);
      if (name === 'event') event.type = value;
      if (name === 'id') this.#id = value;
      if (name === 'retry' && /^\d+$/.test(value)) this.#wait = Number(value);
      return event;
    }
    #over() {
      this.readyState = sourceStates.CLOSED;
      fire(this, new Event('error'));
    }
    close() {
      this.readyState = sourceStates.CLOSED;
      this.#stop.abort();
    }
  };
  Object.assign(window.EventSource, sourceStates);

  window.WebSocket = class WebSocket extends EventTarget {
    #talk;
    #order = Promise.resolve();
    constructor(address, protocols) {
      super();
      const url = within(address);
      if (!url) return new native.WebSocket(address, protocols);
      Object.assign(this, socketStates, { url: url.href.replace(/^http/, 'ws'), readyState: 0, binaryType: 'blob',
        bufferedAmount: 0, extensions: '', protocol: '' });
      const taken = counting(() => this.#talk);
      this.#talk = begin(message => {
        if (message.on === 'open') {
          this.readyState = socketStates.OPEN;
          fire(this, new Event('open'));
        } else if (message.on === 'message') {
          taken();
          fire(this, new MessageEvent('message', { data: this.#data(message), origin: origin.origin }));
        } else if (message.on === 'closed' || message.on === 'failed') {
          this.#closed(message.code ?? 1006, message.reason);
        }
      }, { do: 'socket', path: path(url) });
    }
    #data(message) {
      if ('text' in message) return message.text;
      const bytes = decoded(message.data);
      return this.binaryType === 'arraybuffer' ? bytes.buffer : new Blob([bytes]);
    }
    #closed(code, reason) {
      if (this.readyState === socketStates.CLOSED) return;
      this.readyState = socketStates.CLOSED;
      end(this.#talk);
      if (code === 1006) fire(this, new Event('error'));
      fire(this, new CloseEvent('close', { code, reason, wasClean: code !== 1006 }));
    }
    send(data) {
      if (this.readyState === socketStates.CONNECTING) {
        throw new DOMException('The WebSocket is not open yet: send in its onopen.', 'InvalidStateError');
      }
      if (this.readyState !== socketStates.OPEN) return;
      this.#order = this.#order.then(async () => tell({ talk: this.#talk, do: 'send', ...(typeof data === 'string'
        ? { text: data } : { data: encoded(await new Blob([data]).arrayBuffer()) }) }));
    }
    close(code = 1000, reason = '') {
      if (code !== 1000 && !(code >= 3000 && code <= 4999)) {
        throw new DOMException('The code of a close is 1000 or from 3000 to 4999.', 'InvalidAccessError');
      }
      if (this.readyState >= socketStates.CLOSING) return;
      this.readyState = socketStates.CLOSING;
      this.#order = this.#order.then(() => tell({ talk: this.#talk, do: 'send', code, reason }));
    }
  };
  Object.assign(window.WebSocket, socketStates);

  const go = (url, more) => begin(() => {}, { do: 'go', method: 'GET', path: path(url), ...more });
  addEventListener('click', event => {
    const link = event.target.closest?.('a[href]'), url = link && within(link.href);
    if (!url || event.defaultPrevented || link.target === '_blank' || event.button || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (url.hash && path(url) === path(new URL(document.baseURI))) {
      document.getElementById(url.hash.slice(1))?.scrollIntoView();
    } else {
      go(url);
    }
  });
  addEventListener('submit', event => {
    const form = event.target, url = within(form.getAttribute('action') || document.baseURI);
    if (!url || event.defaultPrevented) return;
    event.preventDefault();
    const fields = new URLSearchParams(new FormData(form, event.submitter)).toString();
    if (form.method !== 'post') {
      url.search = fields;
      return go(url);
    }
    go(url, { method: 'POST', headers: [['content-type', 'application/x-www-form-urlencoded']],
      body: encoded(new TextEncoder().encode(fields)) });
  });
}
