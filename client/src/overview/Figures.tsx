// The collection as a whole: how much there is, how far the review is, what is running.
import type { Figures as FiguresView, Job, LostOut } from "../api/schema";
import { addressOf } from "../incident/filters";
import { LostDecisions } from "../incident/LostDecisions";
import { may } from "../people/roles";
import { When } from "../ui/When";
import { plural, readable } from "../ui/words";
import { Bars } from "./Bars";
import { countryName, useCodebook } from "./codebook";
import { jobs, start, useJobs } from "./jobs";
import { useLoad } from "./load";
import { Months } from "./Months";
import "./overview.css";

const TOTALS: Record<string, string> = { contested: "contested incidents" };
const STANDINGS: Record<string, string> = { one_origin: "one origin" };

export default function Figures() {
  const { state, again } = useLoad<FiguresView>("/api/figures");
  // A reader decides nothing, and so has nothing to lose.
  const lost = useLoad<LostOut[]>(may("coder") ? "/api/incidents/lost" : null);
  const codebook = useCodebook();
  useJobs(() => {
    void again();
    void lost.again();
  });
  const figures = state.value.data;
  const said = (name: string) => (value: string) => addressOf("/said", { [name]: value });
  // Types and countries are counted by report, and so they lead to the reports that are counted.
  const reports = (name: string) => (value: string) =>
    addressOf("/", { [name]: value, reviewed: "all" });
  return (
    <div class="view figures">
      <h1>Figures</h1>
      {state.value.error && (
        <p class="fault" role="alert">
          {state.value.error}
        </p>
      )}
      {figures && !(lost.state.value.busy && !lost.state.value.data) && (
        <>
          <dl class="totals">
            {Object.entries(figures.totals).map(([name, n]) => (
              <div key={name} class="panel">
                <dt>{TOTALS[name] ?? readable(name)}</dt>
                <dd>{n.toLocaleString("en")}</dd>
              </div>
            ))}
          </dl>
          <div class="figure-top">
            <Progress figures={figures} lost={lost.state.value.data ?? []} />
            <Work figures={figures} />
          </div>
          <Months title="Reports a" counts={figures.months} />
          <div class="figure-grid">
            <Bars title="Reports by outlet" counts={figures.outlets} hrefOf={said("outlet")} />
            <Bars
              title="Reports by event type"
              counts={figures.types}
              say={readable}
              hrefOf={reports("type")}
            />
            <Bars
              title="Reports by country"
              counts={figures.countries}
              say={(code) => countryName(codebook, code)}
              hrefOf={reports("country")}
            />
            <Bars title="Most quoted sources" counts={figures.sources} hrefOf={said("source")} />
            <Bars
              title="How fields of incidents stand"
              counts={figures.standing}
              say={(value) => STANDINGS[value] ?? value}
            />
            <Bars title="Read by version" counts={figures.readers} />
          </div>
        </>
      )}
    </div>
  );
}

function Progress({ figures, lost }: { figures: FiguresView; lost: readonly LostOut[] }) {
  const all = figures.totals.reports ?? 0;
  const share = all ? figures.reviewed / all : 0;
  return (
    <section class="panel padded">
      <h2>Review</h2>
      <p>
        {figures.reviewed.toLocaleString("en")} of {plural(all, "report")} gone through (
        {Math.round(share * 100)} %)
      </p>
      <progress value={figures.reviewed} max={Math.max(all, 1)} aria-label="Reports gone through" />
      <p class="soft small">
        <a href="/?flagged=true&reviewed=all">{plural(figures.flagged, "report")} flagged</a>
        {" · "}
        <a href="/agreement">agreement of coders</a>
      </p>
      <LostDecisions lost={lost} />
    </section>
  );
}

function Work({ figures }: { figures: FiguresView }) {
  const running = jobs.value.find((job) => job.state === "running");
  return (
    <section class="panel padded" aria-live="polite">
      <h2>Linking and reading again</h2>
      <p>
        Linked: <When at={figures.linked} none="never" />
        {" · "}
        {plural(figures.not_linked, "report")} not linked since
      </p>
      <div class="row">
        <button
          type="button"
          disabled={Boolean(running) || !may("adjudicator")}
          onClick={() => void start("link")}
        >
          Link now
        </button>
        <button
          type="button"
          disabled={Boolean(running) || !may("admin")}
          onClick={() => void start("reread")}
        >
          Read all again
        </button>
        {!may("admin") && (
          <span class="soft small">
            {!may("adjudicator") && "Linking is for adjudicators. "}Reading again is for admins.
          </span>
        )}
      </div>
      <ul class="jobs">
        {jobs.value.slice(0, 4).map((job) => (
          <OneJob key={job.id} job={job} />
        ))}
      </ul>
    </section>
  );
}

function OneJob({ job }: { job: Job }) {
  return (
    <li>
      <strong>{job.kind === "reread" ? "read again" : job.kind}</strong>{" "}
      {job.state === "running" ? (
        <>
          <progress
            aria-label={`${job.kind}: how far`}
            max={job.total ?? 1}
            value={job.total === null ? undefined : job.done}
          />{" "}
          {job.done.toLocaleString("en")}
          {job.total !== null && ` of ${job.total.toLocaleString("en")}`}
        </>
      ) : (
        <span class={job.state === "failed" ? "fault" : "soft"}>{job.state}</span>
      )}{" "}
      <span class="soft small">
        {job.message} · {job.who} · <When at={job.ended ?? job.started} />
      </span>
    </li>
  );
}
