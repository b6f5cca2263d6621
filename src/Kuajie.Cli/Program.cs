using System.Runtime.InteropServices;
using Kuajie.Cli;
using Kuajie.Cli.Output;

using var cancellation = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    // The first press asks to stop cleanly, the second ends the process.
    pressed.Cancel = !cancellation.IsCancellationRequested;
    cancellation.Cancel();
};
using var termination = PosixSignalRegistration.Create(
    PosixSignal.SIGTERM,
    signal =>
    {
        signal.Cancel = true;
        cancellation.Cancel();
    }
);
Console.OutputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
const int RedirectedWidth = 140;
var width = Console.IsOutputRedirected || Console.WindowWidth <= 0 ? RedirectedWidth : Console.WindowWidth;
var session = new CliSession(Console.Out, Console.Error, !Console.IsErrorRedirected, TimeProvider.System, cancellation.Token, width);
return await KuajieCommand.RunAsync(args, session);
