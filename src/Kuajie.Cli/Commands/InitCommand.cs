using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Users;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie init</c>: makes a folder a workspace, and a key where asked. Safe to run twice.</summary>
internal sealed class InitCommand : Verb
{
    private readonly Option<string> generateKey = new("--generate-key")
    {
        Description = WorkspaceCommandTexts.Source.Format("InitGenerateKey"),
        HelpName = "FILE",
    };

    public override string Name => "init";

    public override string Description => WorkspaceCommandTexts.Source.Format("InitDescription");

    public override string Example => "kuajie init --workspace growth\nkuajie init --workspace growth --generate-key ~/keys/partners.key";

    public override void Configure(Command command) => command.Options.Add(generateKey);

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        var keyFile = context.Value(generateKey) is { } path ? Path.GetFullPath(path) : null;
        if (keyFile is not null && IsInside(context.WorkspaceFolder, keyFile))
        {
            throw WorkspaceCommandTexts.Source.Fault("key-inside-workspace", "KeyInside", keyFile, isUsage: true);
        }
        var isNew = !Workspace.Exists(context.WorkspaceFolder);
        using (Workspace.OpenOrCreate(context.WorkspaceFolder, Name, context.Clock)) { }
        if (keyFile is not null)
        {
            KeyFile.Generate(keyFile);
        }
        return Task.FromResult(
            new VerbOutcome(
                new
                {
                    workspace = context.WorkspaceFolder,
                    created = isNew,
                    keyFile,
                },
                console =>
                {
                    console.Line(WorkspaceCommandTexts.Source.Format(isNew ? "InitCreated" : "InitExisting", context.WorkspaceFolder));
                    if (keyFile is not null)
                    {
                        console.Line(WorkspaceCommandTexts.Source.Format("InitKey", keyFile));
                    }
                    if (isNew)
                    {
                        console.Line(WorkspaceCommandTexts.Source.Format("NextImportFirstDomain"));
                    }
                }
            )
        );
    }

    private static bool IsInside(string folder, string path) =>
        path.StartsWith(folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
