using Kuajie.Platform.Interactions.Live;
using Kuajie.Server.Operations;

namespace Kuajie.Server.Interactions;

/// <summary>Ill while the store refuses events, by a full disk for example; lists are answered meanwhile.</summary>
internal sealed class EventHealth(EventIntake intake) : IHealthReporter
{
    private const string Part = "events";

    /// <inheritdoc/>
    public HealthPart Report() =>
        intake.Refusal is { } refusal
            ? new HealthPart(Part, HealthEndpoints.Degraded, refusal.Code)
            : new HealthPart(Part, HealthEndpoints.Ready);
}
