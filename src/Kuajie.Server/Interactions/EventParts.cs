using Kuajie.Platform.Faults;
using Kuajie.Platform.Interactions.Live;
using Kuajie.Platform.Recommendations.Impressions;
using Kuajie.Platform.Workspaces;
using Kuajie.Server.Operations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kuajie.Server.Interactions;

/// <summary>The intake of events and the log of shown lists. Both write what waits when the host is disposed of, after the last request.</summary>
internal static partial class EventParts
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton(parts =>
        {
            var log = parts.GetRequiredService<ILogger<EventIntake>>();
            return new EventIntake(
                parts.GetRequiredService<IWorkspace>().EventLog,
                parts.GetServices<ILiveListener>(),
                parts.GetRequiredService<ServerSettings>().Events,
                parts.GetRequiredService<TimeProvider>(),
                (listener, fault) => ListenerFailed(log, listener.GetType().Name, fault),
                refusal => Tell(log, refusal)
            );
        });
        services.AddSingleton(parts =>
        {
            var log = parts.GetRequiredService<ILogger<ImpressionLog>>();
            return new ImpressionLog(
                parts.GetRequiredService<IWorkspace>().Impressions,
                parts.GetRequiredService<ServerSettings>().Impressions,
                parts.GetRequiredService<TimeProvider>(),
                (lists, fault) => ListsRefused(log, lists, fault)
            );
        });
        services.AddSingleton<IHealthReporter, EventHealth>();
        services.AddSingleton<EventMeters>();
        services.AddSingleton(parts => new LiveFlow(parts.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ILiveListener>(parts => parts.GetRequiredService<LiveFlow>());
        services.AddSingleton<EventTrace>();
    }

    private static void Tell(ILogger log, KuajieException? refusal)
    {
        if (refusal is null)
        {
            StoringAgain(log);
        }
        else
        {
            Refusing(log, refusal.Found, refusal.Cure);
        }
    }

    [LoggerMessage(LogLevel.Error, "Events are refused from now on: {Found} {Cure}")]
    private static partial void Refusing(ILogger log, string found, string cure);

    [LoggerMessage(LogLevel.Information, "Events are stored again.")]
    private static partial void StoringAgain(ILogger log);

    [LoggerMessage(LogLevel.Error, "{Listener} failed to take in new events; they are stored.")]
    private static partial void ListenerFailed(ILogger log, string listener, Exception fault);

    [LoggerMessage(LogLevel.Error, "{Lists} shown lists could not be stored.")]
    private static partial void ListsRefused(ILogger log, int lists, Exception fault);
}
