using Kuajie.Cli;
using Kuajie.Cli.Output;

using var cancellation = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    cancellation.Cancel();
};
Console.OutputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
var session = new CliSession(Console.Out, Console.Error, !Console.IsErrorRedirected, TimeProvider.System, cancellation.Token);
return await KuajieCommand.RunAsync(args, session);
