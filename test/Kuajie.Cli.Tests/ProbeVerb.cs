using System.CommandLine;
using Kuajie.Cli.Commands;
using Kuajie.Cli.Output;

namespace Kuajie.Cli.Tests;

/// <summary>A verb whose work is given by the test.</summary>
internal sealed class ProbeVerb(Func<VerbContext, Task<VerbOutcome>> work) : Verb
{
    public static readonly Option<int> Users = new("--users") { Description = "How many users.", DefaultValueFactory = _ => 20 };
    public static readonly Option<string> Domain = new("--domain") { Description = "Which domain.", Required = true };

    public override string Name => "probe";

    public override string Description => "Probes.";

    public override string Example => "kuajie probe --domain sports\nkuajie probe --domain auto --users 3";

    public override void Configure(Command command)
    {
        command.Options.Add(Domain);
        command.Options.Add(Users);
        var side = new Option<string>("--side") { Description = "Which side." };
        side.AcceptOnlyFromAmong("source", "target");
        command.Options.Add(side);
    }

    public override Task<VerbOutcome> RunAsync(VerbContext context) => work(context);
}
