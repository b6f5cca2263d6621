using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie doctor</c>: examines a workspace; exit code 1 where something cannot be used as it is.</summary>
internal sealed class DoctorCommand : Verb
{
    private readonly Option<bool> fix = new("--fix") { Description = WorkspaceCommandTexts.Source.Format("DoctorFix") };

    public override string Name => "doctor";

    public override string Description => WorkspaceCommandTexts.Source.Format("DoctorDescription");

    public override string Example => "kuajie doctor --workspace growth\nkuajie doctor --workspace growth --fix";

    public override void Configure(Command command) => command.Options.Add(fix);

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        var report = new WorkspaceDoctor(context.WorkspaceFolder, context.Clock, context.Value(fix)).Examine();
        return Task.FromResult(
            new VerbOutcome(
                new
                {
                    workspace = report.Folder,
                    sound = report.IsSound,
                    report.Findings,
                },
                console =>
                {
                    foreach (var finding in report.Findings)
                    {
                        var label = finding.IsFixed ? "DoctorFixed" : "Doctor" + finding.Severity;
                        console.Line($"{WorkspaceCommandTexts.Source.Format(label)}  {finding.Where}");
                        console.Line($"  {finding.Found}");
                        console.Line($"  → {finding.Cure}");
                    }
                    console.Line(
                        WorkspaceCommandTexts.Source.Format(
                            report.Findings.Count == 0 ? "DoctorNothing"
                                : report.IsSound ? "DoctorSound"
                                : "DoctorUnsound",
                            report.Folder
                        )
                    );
                },
                report.IsSound ? KuajieCommand.Success : KuajieCommand.Failure
            )
        );
    }
}
