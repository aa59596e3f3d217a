/// Fetching from tasks, on Apache HttpClient 5: sessions, requests, answers, and what may go wrong.
package io.weft.http.client;
