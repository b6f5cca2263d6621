using System.Text.Json;

namespace Kuajie.Client.Imports;

/// <summary>The parts of an import's form. Each kind of file may come several times; all options may be left out.</summary>
/// <param name="Interactions">A file with interactions: CSV, TSV, JSON lines or Parquet, also packed.</param>
/// <param name="Items">A file with items.</param>
/// <param name="Users">A file with users.</param>
/// <param name="Map">Roles and columns: <c>user=uid,item=course_id</c>.</param>
/// <param name="Preset">A known layout: <c>movielens</c>, <c>recbole</c>, <c>amazon-reviews</c>, <c>douban</c>.</param>
/// <param name="Encoding">Name of the files' encoding; detected where left out.</param>
/// <param name="TimeZone">IANA name of the zone of times without an offset; UTC where left out.</param>
/// <param name="RatingRange">Possible ratings: <c>1..5</c>.</param>
/// <param name="Kind">Kind of rows in files without a column for it.</param>
/// <param name="DryRun"><c>true</c> to do everything but store.</param>
public sealed record ImportForm(
    string? Interactions = null,
    string? Items = null,
    string? Users = null,
    string? Map = null,
    string? Preset = null,
    string? Encoding = null,
    string? TimeZone = null,
    string? RatingRange = null,
    string? Kind = null,
    string? DryRun = null
);

/// <summary>An import, and what became of it.</summary>
/// <param name="Import">Its id.</param>
/// <param name="State"><c>waiting</c>, <c>running</c>, <c>succeeded</c>, <c>failed</c>, <c>cancelled</c>, <c>interrupted</c> (the service ended, and the files have to be sent again), <c>withdrawn</c>.</param>
/// <param name="RequestedAt">When its files had arrived.</param>
/// <param name="RequestedBy">Id of the key or person; absent for imports of the command line.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it was over.</param>
/// <param name="FaultCode">Why it failed.</param>
/// <param name="FaultText">The same in words.</param>
/// <param name="Report">What was found and done, once succeeded; in lists of imports left out.</param>
public sealed record ImportResponse(
    string Import,
    string State,
    DateTimeOffset RequestedAt,
    string? RequestedBy = null,
    DateTimeOffset? StartedAt = null,
    DateTimeOffset? EndedAt = null,
    string? FaultCode = null,
    string? FaultText = null,
    JsonElement? Report = null
);

/// <summary>One message of an import's progress; the event's id is its number.</summary>
/// <param name="At">When.</param>
/// <param name="Stage"><c>waiting</c>, <c>fingerprint</c>, <c>read</c>, <c>clean</c>, <c>deduplicate</c>, <c>measure</c>, <c>ended</c>.</param>
/// <param name="Rows">Rows done in this stage.</param>
/// <param name="Expected">How many in all.</param>
public sealed record ImportStepResponse(DateTimeOffset At, string Stage, long Rows, long? Expected = null);
