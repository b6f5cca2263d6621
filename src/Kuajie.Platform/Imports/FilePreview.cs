namespace Kuajie.Platform.Imports;

/// <summary>How a file would be read, guessed from its beginning.</summary>
/// <param name="Part">interactions, items or users.</param>
/// <param name="File">The file.</param>
/// <param name="Format">csv, tsv, jsonl or parquet.</param>
/// <param name="Encoding">Name of the encoding; null for Parquet.</param>
/// <param name="Delimiter">What separates fields; null where none does.</param>
/// <param name="Columns">The columns in order.</param>
/// <param name="Roles">What the columns mean.</param>
/// <param name="TimeFormat">How times are written, one of <see cref="TimeFormats"/>; null where there is no column of times or none of its texts is a time.</param>
/// <param name="Rows">The first rows, in the order of the columns.</param>
public sealed record FilePreview(
    string Part,
    string File,
    string Format,
    string? Encoding,
    string? Delimiter,
    IReadOnlyList<string> Columns,
    IReadOnlyList<RolePreview> Roles,
    string? TimeFormat,
    IReadOnlyList<PreviewRow> Rows
);

/// <summary>Which column plays a role.</summary>
/// <param name="Role">The role.</param>
/// <param name="IsRequired">Whether the file cannot be imported without it.</param>
/// <param name="Column">The column, or null where none was recognised.</param>
/// <param name="Alternatives">Other columns whose names come nearest, the nearest first.</param>
public sealed record RolePreview(string Role, bool IsRequired, string? Column, IReadOnlyList<string> Alternatives);

/// <summary>A row of a preview.</summary>
/// <param name="Line">Its line in the file.</param>
/// <param name="Values">Its fields.</param>
/// <param name="Reason">Why it could not even be split into fields, one of <see cref="ImportReasons"/>; null where it could.</param>
public sealed record PreviewRow(long Line, IReadOnlyList<string?> Values, string? Reason);
