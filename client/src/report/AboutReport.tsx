// The report as a whole: where it is from, what it is linked with, how it was read.
import { query } from "../shell/router";
import { When } from "../ui/When";
import { plural, readable } from "../ui/words";
import { FieldRow } from "./FieldRow";
import type { Field } from "./fields";
import { Notes } from "./Notes";
import { shown } from "./state";
import { Attacks, Totals } from "./Whole";

const FIELDS: readonly Field[] = [
  { name: "outlet", label: "Outlet", kind: "text", empty: true },
  { name: "agency", label: "Agency", kind: "text", empty: true },
  { name: "byline", label: "Byline", kind: "text", empty: true },
  { name: "language", label: "Language", kind: "text", empty: true },
  { name: "published", label: "Published", kind: "text", empty: true, moment: true, wide: true },
  { name: "modified", label: "Changed", kind: "text", empty: true, moment: true, wide: true },
  { name: "title", label: "Title", kind: "text", empty: true, wide: true },
];

function Incidents() {
  const incidents = shown.value?.incidents ?? [];
  if (!incidents.length) return <p class="soft small">In no incident yet.</p>;
  return (
    <ul class="links">
      {incidents.map((one) => (
        <li key={one.id}>
          <a href={`/incidents/${one.id}`}>
            {readable(one.type)}
            {one.place && (
              <>
                , <bdi>{one.place}</bdi>
              </>
            )}
            {one.day && `, ${one.day}`}
          </a>{" "}
          <span class="soft">{plural(one.reports, "report")}</span>{" "}
          {one.contested.length > 0 && (
            <span class="chip contested">≠ {one.contested.map(readable).join(", ")}</span>
          )}
        </li>
      ))}
    </ul>
  );
}

function Readings() {
  const view = shown.value;
  if (!view) return null;
  return (
    <ul class="links">
      {view.readings.map((one) => {
        const here = one.number === view.reading;
        const to = new URLSearchParams(query.value);
        to.delete("at");
        if (one.current) to.delete("reading");
        else to.set("reading", String(one.number));
        return (
          <li key={one.number}>
            {here ? (
              <strong>Reading {one.number}</strong>
            ) : (
              <a href={`/reports/${view.report.id}${to.size ? `?${to}` : ""}`}>
                Reading {one.number}
              </a>
            )}{" "}
            <span class="soft">
              sayso {one.version}, <When at={one.made} />
              {one.current && ", current"}
              {one.new_text && ", changed text"}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

export function AboutReport() {
  const view = shown.value;
  if (!view) return null;
  const { report } = view;
  return (
    <div class="about">
      <div class="inspector-head">
        <h2>The report</h2>
      </div>
      <div class="fields">
        {FIELDS.map((field) => (
          <FieldRow key={field.name} path={field.name} field={field} />
        ))}
      </div>
      <Notes path="" />
      <h3>Incidents</h3>
      <Incidents />
      <Totals />
      <Attacks />
      <h3>How it was read</h3>
      <Readings />
      <p class="small soft">
        Text by {view.extractor ?? "an unknown extractor"}
        {report.url && (
          <>
            {" "}
            from <bdi class="address">{report.url}</bdi>
          </>
        )}
      </p>
      {report.warnings.length > 0 && (
        <ul class="links small">
          {report.warnings.map((one) => (
            <li key={`${one.code} ${one.span}`}>{one.message}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
