using Kuajie.Client.Imports;
using Kuajie.Platform.Imports;

namespace Kuajie.Server.Imports;

/// <summary>A preview as programs see it.</summary>
internal static class PreviewOnTheWire
{
    public static ImportPreviewResponse Of(IReadOnlyList<FilePreview> files) => new([.. files.Select(Of)]);

    private static FilePreviewResponse Of(FilePreview file) =>
        new(
            file.Part,
            file.File,
            file.Format,
            file.Columns,
            [.. file.Roles.Select(role => new ColumnRoleResponse(role.Role, role.IsRequired, role.Alternatives, role.Column))],
            [.. file.Rows.Select(row => new PreviewRowResponse(row.Line, row.Values, row.Reason))],
            file.Encoding,
            file.Delimiter,
            file.TimeFormat
        );
}
