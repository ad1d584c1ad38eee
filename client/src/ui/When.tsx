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

/** A time of day of which nobody says in which zone. */
function isUnzoned(at: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T[\d:.]+$/.test(at);
}

/**
 * "14 Mar 2023" for a day, "14 Mar 2023, 14:05 UTC" for a moment, without "UTC" where the zone is not
 * known; null for what is none of them.
 */
export function inUtc(at: string): string | null {
  const unzoned = isUnzoned(at);
  const date = new Date(unzoned ? `${at}Z` : at);
  if (Number.isNaN(date.getTime())) return null;
  if (at.length <= 10) return day.format(date);
  return unzoned ? minute.format(date) : `${minute.format(date)} UTC`;
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
  const title = here ? `${here} here` : isUnzoned(at) ? `${at}, in no known time zone` : at;
  return (
    <time dateTime={at} title={title} class="when">
      {inUtc(at) ?? at}
    </time>
  );
}
