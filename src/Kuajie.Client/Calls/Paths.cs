using System.Globalization;
using System.Text;

namespace Kuajie.Client.Calls;

/// <summary>Addresses with their parts escaped.</summary>
internal static class Paths
{
    /// <summary><c>v1/</c> and the parts, each escaped. Relative, so that a service may live below a prefix.</summary>
    public static string Of(params ReadOnlySpan<string> parts)
    {
        var path = new StringBuilder("v1");
        foreach (var part in parts)
        {
            ArgumentException.ThrowIfNullOrEmpty(part, nameof(parts));
            path.Append('/').Append(Uri.EscapeDataString(part));
        }
        return path.ToString();
    }

    /// <summary>The address with a query of those values that are not null.</summary>
    public static string With(string path, params ReadOnlySpan<(string Name, object? Value)> query)
    {
        var text = new StringBuilder(path);
        var mark = '?';
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
