namespace Kuajie.Client.Imports;

/// <summary>How files would be read, guessed from their first rows. Nothing of them was stored.</summary>
/// <param name="Files">One for each file.</param>
public sealed record ImportPreviewResponse(IReadOnlyList<FilePreviewResponse> Files);

/// <summary>How one file would be read.</summary>
/// <param name="Part"><c>interactions</c>, <c>items</c> or <c>users</c>.</param>
/// <param name="File">The file.</param>
/// <param name="Format"><c>csv</c>, <c>tsv</c>, <c>jsonl</c> or <c>parquet</c>.</param>
/// <param name="Columns">The columns in order.</param>
/// <param name="Roles">What the columns mean; name another with <c>map</c>.</param>
/// <param name="Rows">The first rows, at most 20.</param>
/// <param name="Encoding">Name of the encoding; absent for Parquet.</param>
/// <param name="Delimiter">What separates fields; absent where nothing does.</param>
/// <param name="TimeFormat">How times are written: <c>unixSeconds</c>, <c>unixMilliseconds</c>, <c>unixMicroseconds</c>, <c>unixNanoseconds</c>, <c>yyyyMMdd</c>, <c>yyyyMMddHHmmss</c>,
/// <c>iso8601</c>, <c>yyyy/M/d</c> or <c>yyyy年M月d日</c>; absent where no time was recognised.</param>
public sealed record FilePreviewResponse(
    string Part,
    string File,
    string Format,
    IReadOnlyList<string> Columns,
    IReadOnlyList<ColumnRoleResponse> Roles,
    IReadOnlyList<PreviewRowResponse> Rows,
    string? Encoding = null,
    string? Delimiter = null,
    string? TimeFormat = null
);

/// <summary>Which column plays a role.</summary>
/// <param name="Role">The role, as <c>map</c> names it.</param>
/// <param name="IsRequired">Whether the file cannot be imported without it.</param>
/// <param name="Alternatives">Other columns whose names come nearest, the nearest first.</param>
/// <param name="Column">The column; absent where none was recognised.</param>
public sealed record ColumnRoleResponse(string Role, bool IsRequired, IReadOnlyList<string> Alternatives, string? Column = null);

/// <summary>A row as it would be read.</summary>
/// <param name="Line">Its line in the file.</param>
/// <param name="Values">Its fields; null where there is none.</param>
/// <param name="Reason">Why it would be rejected before anything in it is looked at; absent where it would not.</param>
public sealed record PreviewRowResponse(long Line, IReadOnlyList<string?> Values, string? Reason = null);
