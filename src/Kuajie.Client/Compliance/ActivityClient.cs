using System.Globalization;
using Kuajie.Client.Calls;

namespace Kuajie.Client.Compliance;

/// <summary>Who changed what, when.</summary>
public sealed class ActivityClient
{
    private readonly KuajieCalls calls;

    internal ActivityClient(KuajieCalls calls) => this.calls = calls;

    /// <summary>A page of lines, newest first.</summary>
    public Task<ActivityPageResponse> ListAsync(ActivityFilter? filter = null, CancellationToken cancellation = default)
    {
        var asked = filter ?? new ActivityFilter();
        return calls.GetAsync(
            Paths.With(
                Paths.Of("activity"),
                ("actor", asked.Actor),
                ("actions", asked.Actions is { Count: > 0 } actions ? string.Join(',', actions) : null),
                ("domain", asked.Domain),
                ("from", asked.From?.ToString("O", CultureInfo.InvariantCulture)),
                ("until", asked.Until?.ToString("O", CultureInfo.InvariantCulture)),
                ("refused", asked.Refused),
                ("before", asked.Before),
                ("limit", asked.Limit)
            ),
            ComplianceJson.Default.ActivityPageResponse,
            cancellation
        );
    }
}
