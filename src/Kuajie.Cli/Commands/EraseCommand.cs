using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Texts;
using Kuajie.Platform.Training;
using Kuajie.Platform.Users;
using Kuajie.Storage.Workspaces;
using Spectre.Console;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie erase</c>: erases everything that belongs to one user of one domain, beyond recovery.</summary>
internal sealed class EraseCommand : Verb
{
    private static readonly TextSource Texts = WorkspaceCommandTexts.Source;

    private readonly Option<string> user = new("--user")
    {
        Description = Texts.Format("EraseUser"),
        HelpName = "ID",
        Required = true,
    };

    private readonly Option<string> domain = new("--domain")
    {
        Description = Texts.Format("EraseDomain"),
        HelpName = "NAME",
        Required = true,
    };

    private readonly Option<bool> yes = new("--yes", "-y") { Description = Texts.Format("EraseYes") };

    private readonly Option<string> pseudonymize = new("--pseudonymize")
    {
        Description = Texts.Format("ErasePseudonymize"),
        HelpName = "KEYFILE",
    };

    public override string Name => "erase";

    public override string Description => Texts.Format("EraseDescription", string.Join(", ", UserRows.Kinds));

    public override string Example =>
        "kuajie erase --user u1024 --domain knowledge --yes\nkuajie erase --user u1024 --domain knowledge --pseudonymize ~/keys/partners.key --yes";

    public override void Configure(Command command)
    {
        foreach (var option in (Option[])[user, domain, yes, pseudonymize])
        {
            command.Options.Add(option);
        }
    }

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        var (userId, domainName) = (context.Value(user)!, context.Value(domain)!);
        if (string.IsNullOrWhiteSpace(userId))
        {
            throw Texts.Fault("empty-user", "EmptyUser", isUsage: true);
        }
        var ids = context.Value(pseudonymize) is { } keyFile
            ? [Pseudonymizer.FromKeyFile(keyFile).UserPseudonym(userId), userId]
            : new[] { userId };
        using var workspace = Workspace.Open(context.WorkspaceFolder, Name, context.Clock);
        workspace.Partners.ThrowIfUnknown(domainName);
        var erasure = new UserErasure(workspace);
        if (!context.Value(yes))
        {
            var holdings = erasure.Preview(domainName, ids);
            throw Texts.Fault(
                "not-confirmed",
                "NotConfirmed",
                isUsage: true,
                arguments: [userId, domainName, holdings.Interactions, holdings.Links, holdings.ModelVersions]
            );
        }
        var receipt = erasure.Erase(domainName, ids);
        return Task.FromResult(new VerbOutcome(receipt, console => Print(console, receipt)));
    }

    private static void Print(IAnsiConsole console, ErasureReceipt receipt)
    {
        console.Line(Texts.Format("ErasedRows", receipt.Domain, receipt.Rows, receipt.Links, receipt.ImportReports));
        foreach (var file in receipt.Reports.Redacted)
        {
            console.Line(Texts.Format("ErasedRedacted", file));
        }
        foreach (var file in receipt.Reports.Removed)
        {
            console.Line(Texts.Format("ErasedRemoved", file));
        }
        foreach (var version in receipt.WithdrawnModels)
        {
            console.Line(Texts.Format("ErasedModel", version));
        }
        if (receipt.AlsoIn.Count > 0)
        {
            console.Line(Texts.Format("ErasedAlsoIn", string.Join(", ", receipt.AlsoIn)));
        }
        console.Line(Texts.Format("ErasedElsewhere"));
    }
}
