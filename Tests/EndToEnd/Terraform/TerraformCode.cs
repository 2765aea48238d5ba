namespace OrleansOps.EndToEnd;

/// <summary>Directories of code, of resources that need no provider from elsewhere.</summary>
internal static class TerraformCode
{
    /// <summary>A value that all may see, one that nobody may, and what is made of them.</summary>
    public const string Words = """
        variable "word" {
          type = string
        }

        variable "password" {
          type      = string
          sensitive = true
          default   = "none"
        }

        resource "terraform_data" "a" {
          input = var.word
        }

        resource "terraform_data" "secret" {
          input = var.password
        }

        output "word" {
          value = var.word
        }
        """;

    /// <summary>Of two resources one takes long to make: its command says in a file that it has begun, and ends when another file is there, or by a signal.</summary>
    public const string Slow = """
        variable "word" {
          type = string
        }

        variable "begun" {
          type = string
        }

        variable "go_on" {
          type = string
        }

        resource "terraform_data" "quick" {
          input = var.word
        }

        resource "terraform_data" "slow" {
          input      = "slow"
          depends_on = [terraform_data.quick]

          provisioner "local-exec" {
            command = "touch ${var.begun}; while [ ! -e ${var.go_on} ]; do sleep 0.1; done"
          }
        }
        """;

    public static string Write(OpsWorld world, string text)
    {
        var directory = Directory.CreateDirectory(Path.Combine(world.Root, "infra")).FullName;
        File.WriteAllText(Path.Combine(directory, "main.tf"), text);
        return directory;
    }
}
