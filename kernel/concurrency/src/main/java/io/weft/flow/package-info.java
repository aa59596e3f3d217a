/// Values over time: generators, coroutines that are sent values, tickers.
package io.weft.flow;
