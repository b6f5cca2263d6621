using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Platform.Partners;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Cli.Commands;

/// <summary>What verbs ask for that act on one named thing of a domain.</summary>
/// <param name="domainText">What the domain is for.</param>
/// <param name="nameText">What is named.</param>
internal sealed class DomainAndName(string domainText, string nameText)
{
    private readonly Option<string> domain = new("--domain", "-d")
    {
        Description = domainText,
        HelpName = "NAME",
        Required = true,
    };

    private readonly Option<string> name = new("--name")
    {
        Description = nameText,
        HelpName = "NAME",
        Required = true,
    };

    public void AddTo(Command command, bool withName = true)
    {
        command.Options.Add(domain);
        if (withName)
        {
            command.Options.Add(name);
        }
    }

    public string NameOf(VerbContext context) => context.Value(name)!;

    /// <summary>The domain.</summary>
    /// <exception cref="Platform.Faults.KuajieException">It is unknown.</exception>
    public string DomainOf(VerbContext context, Workspace workspace)
    {
        var given = context.Value(domain)!;
        workspace.Partners.ThrowIfUnknown(given);
        return given;
    }
}
