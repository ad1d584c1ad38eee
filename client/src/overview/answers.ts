// What views hear while they are there: answers to this person's decisions, and the server's notices.
import { useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { arrived, refused } from "../api/decide";
import type { Decided, Notice } from "../api/schema";
import { onNotice } from "./stream";

/**
 * Hear what comes of decisions while the view is there: the record that one was about, and the answer;
 * null where the server would not have it, so that what shows it has to be asked for anew.
 */
export function useAnswers(heard: (record: string, answer: Decided | null) => void): void {
  const now = useRef(heard);
  now.current = heard;
  // What was there before the view is nothing new to it.
  const [came, no] = [useRef(arrived.peek()), useRef(refused.peek())];
  useSignalEffect(() => {
    const answer = arrived.value;
    if (answer === came.current) return;
    came.current = answer;
    if (answer) now.current(answer.decision.record, answer);
  });
  useSignalEffect(() => {
    const refusal = refused.value;
    if (refusal === no.current) return;
    no.current = refusal;
    if (refusal) now.current(refusal.record, null);
  });
}

/** Hear the stream of notices while the view is there. */
export function useNotices(heard: (notice: Notice) => void): void {
  const now = useRef(heard);
  now.current = heard;
  useEffect(() => onNotice((notice) => now.current(notice)), []);
}
