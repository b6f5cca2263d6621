using System.Net.Sockets;
using Kuajie.Cli.Output;
using Kuajie.Server;
using Kuajie.Storage.Workspaces;
using Microsoft.Extensions.Logging;

namespace Kuajie.Cli.Serving;

/// <summary>A server over a workspace within a verb: started, told of, and drained when the person ends it.</summary>
internal static class ServedWorkspace
{
    /// <summary>Serves until the verb is cancelled.</summary>
    /// <param name="settings">How it listens.</param>
    /// <param name="workspace">What it serves.</param>
    /// <param name="context">The verb's call.</param>
    /// <param name="lines">What to say once it listens, given its address; null for nothing more.</param>
    public static async Task RunAsync(
        ServerSettings settings,
        Workspace workspace,
        VerbContext context,
        Func<Uri, IEnumerable<string>>? lines = null
    )
    {
        ThrowIfTaken(settings);
        await using var server = KuajieServer.Build(settings, workspace, context.Clock, AddLog);
        try
        {
            await server.StartAsync(context.Cancellation);
        }
        catch (IOException taken)
        {
            throw ServeTexts.CannotListen(settings, taken);
        }
        // On standard output whatever else is asked for: programs that start the service read it.
        await context.Session.Out.WriteLineAsync(ServeTexts.Listening(server.Address));
        foreach (var line in lines?.Invoke(server.Address) ?? [])
        {
            await context.Session.Out.WriteLineAsync(line);
        }
        await context.Session.Out.FlushAsync(context.Cancellation);
        context.Note(ServeTexts.HowToStop);
        // The one line that a person needs next stands last, and apart.
        context.Note("");
        context.Note(server.SetupCode is { } code ? ServeTexts.NeedsOwner(code, server.Address) : ServeTexts.ConsoleAt(server.Address));
        await Ended(context.Cancellation);
        context.Note(ServeTexts.Draining);
        await server.StopAsync(CancellationToken.None);
    }

    /// <summary>Says what is wrong with a port before a host is built, whose log would put a page of its insides before those words.</summary>
    /// <exception cref="Platform.Faults.KuajieException">Nothing can listen there.</exception>
    public static void ThrowIfTaken(ServerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        try
        {
            PortProbe.Try(settings.Address, settings.Port);
        }
        catch (SocketException taken)
        {
            throw ServeTexts.CannotListen(settings, taken);
        }
    }

    private static Task Ended(CancellationToken cancellation)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        cancellation.Register(() => ended.TrySetResult());
        return ended.Task;
    }

    private static void AddLog(ILoggingBuilder log) =>
        log.AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.TimestampFormat = "yyyy-MM-dd HH:mm:ss'Z' ";
                console.UseUtcTimestamp = true;
            })
            .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
}
