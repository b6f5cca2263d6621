using Kuajie.Platform.Interactions.Live;
using Kuajie.Platform.Recommendations.Impressions;
using Kuajie.Platform.Workspaces;
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
                (listener, fault) => ListenerFailed(log, listener.GetType().Name, fault)
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
        services.AddSingleton<EventMeters>();
        services.AddSingleton(parts => new LiveFlow(parts.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ILiveListener>(parts => parts.GetRequiredService<LiveFlow>());
        services.AddSingleton<EventTrace>();
    }

    [LoggerMessage(LogLevel.Error, "{Listener} failed to take in new events; they are stored.")]
    private static partial void ListenerFailed(ILogger log, string listener, Exception fault);

    [LoggerMessage(LogLevel.Error, "{Lists} shown lists could not be stored.")]
    private static partial void ListsRefused(ILogger log, int lists, Exception fault);
}
