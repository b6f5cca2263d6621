using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Experiments;
using Kuajie.Platform.Partners;
using Kuajie.Server.Experiments;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Cli.Commands;

/// <summary>What the verbs about experiments ask for: the domain, and mostly a name.</summary>
internal sealed class ExperimentOptions
{
    private readonly DomainAndName asked = new(ExperimentVerbTexts.Say("DomainOption"), ExperimentVerbTexts.Say("NameOption"));

    public void AddTo(Command command, bool withName = true) => asked.AddTo(command, withName);

    public string NameOf(VerbContext context) => asked.NameOf(context);

    /// <inheritdoc cref="DomainAndName.DomainOf"/>
    public string DomainOf(VerbContext context, Workspace workspace) => asked.DomainOf(context, workspace);

    /// <summary>The experiments of a workspace.</summary>
    public static ExperimentShelf Shelf(Workspace workspace, TimeProvider clock) =>
        new(
            workspace.Experiments,
            workspace.Models,
            workspace.Scenes,
            workspace.Segments,
            new AudienceProfiles(workspace, null, clock),
            clock
        );

    /// <summary>Reads experiments of a workspace.</summary>
    public static ExperimentReader Reader(Workspace workspace, TimeProvider clock) =>
        new(
            workspace.Events,
            workspace.Events,
            new SegmentsAtStart(workspace.Interactions, workspace.Catalog, workspace.Segments, workspace.Partners.TallyOf),
            clock
        );

    /// <summary>Where an experiment stands, in words.</summary>
    public static string StateOf(Experiment experiment) => ExperimentVerbTexts.Say($"State{experiment.State}");

    /// <summary>What a verb that changed an experiment answers.</summary>
    public static VerbOutcome Changed(Experiment experiment) =>
        new(
            new
            {
                experiment.Domain,
                experiment.Name,
                experiment.State,
                definition = ExperimentWire.ToRequest(ExperimentDefinition.Of(experiment.DefinitionJson)),
                experiment.StartedAt,
                experiment.StoppedAt,
            },
            console => console.Line(ExperimentVerbTexts.Say("Changed", experiment.Name, StateOf(experiment)))
        );
}
