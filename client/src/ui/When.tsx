// A time: in UTC as it is filed, and in the reader's own time zone on hover and for screen readers.

const UTC: Intl.DateTimeFormatOptions = { timeZone: "UTC", hour12: false };
const day = new Intl.DateTimeFormat("en-GB", {
  ...UTC,
  day: "numeric",
  month: "short",
  year: "numeric",
});
const minute = new Intl.DateTimeFormat("en-GB", {
  ...UTC,
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
});
const local = new Intl.DateTimeFormat("en-GB", {
  hour12: false,
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  timeZoneName: "short",
});

/** "14 Mar 2023" for a day, "14 Mar 2023, 14:05 UTC" for a moment; null for what is neither. */
export function inUtc(at: string): string | null {
  const date = new Date(/^\d{4}-\d{2}-\d{2}T[\d:.]+$/.test(at) ? `${at}Z` : at);
  if (Number.isNaN(date.getTime())) return null;
  return at.length <= 10 ? day.format(date) : `${minute.format(date)} UTC`;
}

/** The same moment where the reader is; null for a day, which has no time zone. */
export function inLocal(at: string): string | null {
  if (!/(Z|[+-]\d\d:?\d\d)$/.test(at) || at.length <= 10) return null;
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? null : local.format(date);
}

export function When({ at, none = "no date" }: { at: string | null | undefined; none?: string }) {
  if (!at) return <span class="soft">{none}</span>;
  const here = inLocal(at);
  return (
    <time dateTime={at} title={here ? `${here} here` : at} class="when">
      {inUtc(at) ?? at}
    </time>
  );
}
