using System.CommandLine;
using System.Net;
using Kuajie.Cli.Output;
using Kuajie.Cli.Serving;
using Kuajie.Platform.Users;
using Kuajie.Server;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie serve</c>: the service over a workspace, until somebody ends it.</summary>
internal sealed class ServeCommand : Verb
{
    private readonly Option<string> address = new("--address")
    {
        Description = ServeTexts.AddressOption,
        DefaultValueFactory = _ => IPAddress.Loopback.ToString(),
        HelpName = "IP",
    };
    private readonly Option<int> port = new("--port")
    {
        Description = ServeTexts.PortOption,
        DefaultValueFactory = _ => ServerSettings.DefaultPort,
        HelpName = "N",
    };

    private readonly Option<string[]> pseudonymize = new("--pseudonymize")
    {
        Description = ServeTexts.PseudonymizeOption,
        HelpName = "DOMAIN=KEYFILE",
    };

    private readonly Option<string> settings = new("--settings") { Description = ServeTexts.SettingsOption, HelpName = "FILE" };

    public ServeCommand()
    {
        address.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !IPAddress.TryParse(text, out _))
            {
                result.AddError(ServeTexts.NoAddress(text));
            }
        });
        PortRule.Add(port);
    }

    public override string Name => "serve";

    public override string Description => ServeTexts.Description;

    public override string Example => "kuajie serve\nkuajie serve --workspace shop.kuajie --port 8080";

    public override void Configure(Command command)
    {
        command.Options.Add(address);
        command.Options.Add(port);
        command.Options.Add(pseudonymize);
        command.Options.Add(settings);
    }

    public override async Task<VerbOutcome> RunAsync(VerbContext context)
    {
        var bounds = SettingsFile.Read(context.Value(settings));
        using var workspace = Workspace.OpenOrCreate(context.WorkspaceFolder, Name, context.Clock);
        var served = bounds with
        {
            Address = IPAddress.Parse(context.Value(address)!),
            Port = context.Value(port),
            PseudonymKeys = (context.Value(pseudonymize) ?? [])
                .Select(PseudonymKey)
                .DistinctBy(key => key.Key)
                .ToDictionary(StringComparer.Ordinal),
        };
        await ServedWorkspace.RunAsync(served, workspace, context);
        return new VerbOutcome(new { stopped = true }, console => console.Line(ServeTexts.Stopped));
    }

    private static KeyValuePair<string, Pseudonymizer> PseudonymKey(string text) =>
        text.Split('=', 2) is [{ Length: > 0 } domain, { Length: > 0 } file]
            ? KeyValuePair.Create(domain, Pseudonymizer.FromKeyFile(file))
            : throw ServeTexts.NoPseudonymKey(text);
}
