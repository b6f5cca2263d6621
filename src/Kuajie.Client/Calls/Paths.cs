using System.Globalization;
using System.Text;

namespace Kuajie.Client.Calls;

/// <summary>Addresses with their parts escaped.</summary>
internal static class Paths
{
    private static readonly string[] Removed = [".", ".."];

    /// <summary>
    /// <c>v1/</c> and the parts, each escaped once. Relative, so that a service may live below a prefix. What everybody on the way would take out of a path goes into the query
    /// with <c>_</c> in its place.
    /// </summary>
    public static string Of(params ReadOnlySpan<string> parts)
    {
        var path = new StringBuilder("v1");
        var query = "";
        foreach (var part in parts)
        {
            ArgumentException.ThrowIfNullOrEmpty(part, nameof(parts));
            var isRemoved = Removed.Contains(part, StringComparer.Ordinal);
            query = isRemoved ? $"?id={part}" : query;
            path.Append('/').Append(isRemoved ? "_" : Uri.EscapeDataString(part));
        }
        return path.Append(query).ToString();
    }

    /// <summary>The address with a query of those values that are not null.</summary>
    public static string With(string path, params ReadOnlySpan<(string Name, object? Value)> query)
    {
        var text = new StringBuilder(path);
        var mark = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        foreach (var (name, value) in query)
        {
            if (value is not null)
            {
                var said = value is bool flag ? (flag ? "true" : "false") : Convert.ToString(value, CultureInfo.InvariantCulture)!;
                text.Append(mark).Append(name).Append('=').Append(Uri.EscapeDataString(said));
                mark = '&';
            }
        }
        return text.ToString();
    }
}
